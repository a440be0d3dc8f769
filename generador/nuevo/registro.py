"""Un registro por escribir: dónde va y qué dicen sus archivos."""

from __future__ import annotations

from dataclasses import dataclass, field

from generador.nuevo.escribir import Claves, Comentarios, yaml_de

EN_BORRADOR = (
    "Mientras diga «borrador: si» se revisa y no se publica. Al terminar, quite la línea.",
)


@dataclass(frozen=True, slots=True)
class Nuevo:
    """Un registro nuevo; `ruta` es su camino bajo `contenido/`, sin extensión."""

    ruta: str
    arbol: Claves
    comentarios: Comentarios = field(default_factory=dict)
    cuerpo: str = ""

    def archivos(self, *, en_dos: bool = False) -> dict[str, str]:
        """Los textos por su camino desde la raíz del sitio.

        Van juntos en un `.md`, o los datos en un `.yaml` y, si hay cuerpo, el texto en un `.md`.
        """
        datos, base = yaml_de(self.arbol, self.comentarios), f"contenido/{self.ruta}"
        if not en_dos:
            cuerpo = f"\n{self.cuerpo}" if self.cuerpo else ""
            return {f"{base}.md": f"---\n{datos}---\n{cuerpo}"}
        textos = {f"{base}.yaml": datos}
        return textos | ({f"{base}.md": self.cuerpo} if self.cuerpo else {})


def borrador(arbol: Claves) -> Claves:
    """El mismo árbol, que empieza diciendo que es un borrador."""
    return {"borrador": "si"} | arbol
