"""De lo que un hallazgo propone a un cambio en los archivos, dicho en palabras o hecho.

Un hallazgo trae sus arreglos como valores (`generador.hallazgo.Arreglo`). `pasos_de` los vuelve
pasos, que ya dicen qué líneas de qué archivo cambian; `decir` los escribe en el lenguaje de los
remedios, y `aplicar` los hace. Los dos salen del mismo paso: no pueden decir cosas distintas.

El lenguaje de los remedios
---------------------------

Debajo de cada hallazgo, `revisar` escribe un renglón por paso. Empieza con qué tanto se sabe:

- `Arreglo:` no hay otra manera de escribirlo; es lo que hace `revisar --arreglar`;
- `Propuesta:` es lo que parece, y quien escribe lo confirma;
- `Ejemplo:` el valor solo lo sabe una persona; se muestra uno de su forma, para pegarlo.

Sigue uno de estos pasos. `ARCHIVO` es un camino desde la carpeta del sitio, entre comillas, y solo
se dice si no es el del hallazgo; las líneas se cuentan desde 1:

- `en la línea N[ de ARCHIVO], cambie «A» por «B»` — A está una sola vez en esa línea;
- `escriba la línea N[ de ARCHIVO] así:` o `escriba las líneas N a M[ de ARCHIVO] así:`
- `agregue debajo de la línea N[ de ARCHIVO]:` o `agregue al comienzo[ de ARCHIVO]:`
- `quite la línea N[ de ARCHIVO]` o `quite las líneas N a M[ de ARCHIVO]`
- `cambie el nombre de ARCHIVO a «nombre»` — un archivo o una carpeta, que sigue donde está;
- `mueva ARCHIVO a ARCHIVO`
- `cree el archivo ARCHIVO con:`
- `borre el archivo ARCHIVO`
- `guarde ARCHIVO en UTF-8: está en CODIFICACIÓN`

Un paso que termina en dos puntos sigue en los renglones de abajo, tal como se escriben en el
archivo y contra el margen, para copiarlos con su sangría. Van entre dos renglones en blanco, y
ninguno de ellos está en blanco. Si un hallazgo tiene varios pasos, se hacen en ese orden. Después
de arreglar un hallazgo los números de línea de los demás pueden ser otros: se vuelve a revisar.
"""

from generador.arreglos.lenguaje import decir
from generador.arreglos.mesa import Mesa
from generador.arreglos.pasos import Borrado, Cambio, Creacion, Paso, Recodificacion, Traslado
from generador.arreglos.resolver import pasos_de

__all__ = [
    "Borrado",
    "Cambio",
    "Creacion",
    "Mesa",
    "Paso",
    "Recodificacion",
    "Traslado",
    "decir",
    "pasos_de",
]
