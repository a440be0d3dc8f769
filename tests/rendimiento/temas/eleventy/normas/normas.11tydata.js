export default { layout: "norma.njk", permalink: (datos) => `${datos.page.filePathStem}.html` };
