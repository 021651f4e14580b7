// All is there: the page becomes a desk.
document.documentElement.classList.add("desk");
reach();
revision = Number(at("bar").dataset.revision);
await bring();
document.documentElement.classList.add("desk-ready");
