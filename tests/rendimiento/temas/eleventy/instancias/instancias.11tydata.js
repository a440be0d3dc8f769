// Un archivo por página, en vez de una carpeta: la mitad de lo que se escribe.
export default { permalink: (datos) => `${datos.page.filePathStem}.html` };
