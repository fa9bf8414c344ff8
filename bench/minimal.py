"""The least a one-command Typer program costs: what jimoplan's start-up is held against."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def hello(name: str = "即墨") -> None:
    """Greet."""
    typer.echo(f"您好,{name}")


if __name__ == "__main__":
    app()
