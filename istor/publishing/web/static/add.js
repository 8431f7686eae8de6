// Files dropped on the form become its files.
const form = document.getElementById("drop"), files = document.getElementById("files");
for (const name of ["dragover", "dragleave", "drop"]) form.addEventListener(name, e => { e.preventDefault(); form.classList.toggle("over", name === "dragover"); });
form.addEventListener("drop", e => { if (e.dataTransfer.files.length) { files.files = e.dataTransfer.files; form.requestSubmit(); } });
