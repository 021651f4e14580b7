// All is there: the page becomes a desk.
document.documentElement.classList.add("desk");
reach();
revision = Number((await fetch("/document", { method: "GET" })).headers.get("X-Revision"));
await bring();
document.documentElement.classList.add("desk-ready");
