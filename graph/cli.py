"""The command line: parse, one library call, print.

Exit codes: 0 done, 1 the data is wrong, 2 the command is wrong.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.errors import GraphError, KnowledgeWarning

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.network.results import Result
    from graph.tabled import TabledGraph

_STATUSES = ("Occurred", "Ongoing", "Planned", "Requested", "Hypothetical", "Negated")
_LEVELS = ("actor", "state")
_TOLD = 1000
"""So many files that were left out are named."""
# As in graph.network, which takes too long to import for a line of help.
_MEASURES = (
    "pagerank (the default), degree, in_degree, out_degree, strength, in_strength, out_strength, eigenvector, "
    "closeness, harmonic, betweenness, core or clustering"
)
_KINDS = (
    "multigraph (the default), dyads, signed, cooperation, conflict, coparticipation, bipartite, articles "
    "or relations"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf8", errors="backslashreplace")
    options = _parser().parse_args(argv)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code: int = options.run(options)
        sys.stdout.flush()
    except GraphError as error:
        print(f"diplograph: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = open("/dev/null", "w", encoding="utf8")  # noqa: PTH123, SIM115 (nobody reads on)
        return 0
    except KeyboardInterrupt:
        print("diplograph: interrupted; a build is completed by running it again", file=sys.stderr)
        return 1
    return code


def _show_warning(message: Warning | str, category: type[Warning], *where: Any, **_rest: Any) -> None:
    """Tell a warning that is meant for the user as an error is told, any other as Python does."""
    own = issubclass(category, KnowledgeWarning)
    told = f"diplograph: {message}\n" if own else warnings.formatwarning(message, category, *where[:2])
    sys.stderr.write(told)


class _Parser(argparse.ArgumentParser):
    """A command's arguments; those that may be left out may also stand after options.

    argparse gives a positional argument that may be left out up at the first option.

    Attributes:
        late: the names of such arguments, in their order.
    """

    late: tuple[str, ...] = ()

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        options, rest = super().parse_known_args(args, namespace)
        for name in self.late:
            if rest and getattr(options, name) is None and not rest[0].startswith("-"):
                setattr(options, name, rest.pop(0))
        return options, rest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="diplograph",
        description="News about diplomacy as a knowledge graph that can be cited.",
        epilog="example: diplograph build seeds --out kg && diplograph events kg",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"diplograph {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for add in (_build, _status, _query, _events, _show, _rank, _dyads, _compare, _communities, _view):
        add(commands)
    for add in (_export, _serve, _validate, _evaluate, _explain, _remove, _link, _train):
        add(commands)
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
) -> _Parser:
    parser: _Parser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _graph_command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
) -> _Parser:
    parser = _command(commands, name, run, about, example)
    parser.add_argument("kg", metavar="KG", type=Path, help="a graph folder")
    return parser


def _tabled_command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
) -> _Parser:
    """A command that needs no graph folder, but rows from wherever they are."""
    parser = _command(commands, name, run, about, example)
    parser.add_argument("kg", metavar="KG", nargs="?", help="a graph folder, or its exported tables")
    parser.late = ("kg",)
    parser.add_argument("--endpoint", metavar="URL", help="read from this SPARQL server instead")
    parser.set_defaults(wrong=parser.error)
    return parser


def _window(parser: argparse.ArgumentParser) -> None:
    """Options that choose events by date and status."""
    parser.add_argument("--since", metavar="DATE", help="first date, such as 2024 or 2024-11-28")
    parser.add_argument("--until", metavar="DATE", help="last date, included")
    parser.add_argument(
        "--status", action="append", choices=_STATUSES, help="events of this status (repeatable)"
    )


def _pipeline(parser: argparse.ArgumentParser) -> None:
    """Options that choose what reads an article."""
    parser.add_argument("--model", help="an installed spaCy pipeline instead of the shipped one")
    about = "a lexicon of your own, which may name classes of its own (repeatable)"
    parser.add_argument("--lexicon", metavar="FILE", type=Path, action="append", default=[], help=about)


def _open(options: argparse.Namespace) -> KnowledgeGraph:
    from graph.knowledge_graph import open_graph

    kg = open_graph(options.kg)
    if kg.unfinished:
        print(
            f"diplograph: {options.kg}: the last build is unfinished: build again to complete it",
            file=sys.stderr,
        )
    return kg


def _open_tabled(options: argparse.Namespace) -> TabledGraph:
    if bool(options.kg) == bool(options.endpoint):
        options.wrong("name either a graph folder or a server with --endpoint")
    if options.endpoint:
        from graph.source_graph import open_endpoint

        return open_endpoint(options.endpoint)
    from graph.parquet_tables import is_tables

    if is_tables(Path(options.kg)):
        from graph.source_graph import open_tables

        return open_tables(options.kg)
    return _open(options)


def _given(options: argparse.Namespace, *names: str) -> dict[str, Any]:
    """The options that the user gave, for the library's own defaults to stand."""
    return {name: value for name in names if (value := getattr(options, name)) is not None}


# build


def _build(commands: Any) -> None:
    example = "diplograph build seeds --out kg"
    parser = _command(
        commands, "build", run_build, "build a graph from articles, or bring it up to date", example
    )
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="files and folders of articles; - for JSON Lines"
    )
    parser.add_argument("--out", metavar="KG", type=Path, required=True, help="the graph folder")
    _pipeline(parser)
    workers = "processes that read articles; the result is the same for any number"
    parser.add_argument("--workers", metavar="N", type=int, help=workers)
    cluster = "let the workers of this dask cluster read (extra: cluster)"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=cluster)
    storage = "a path or URL that the cluster and this machine share (KG/shards)"
    parser.add_argument("--storage", metavar="URL", help=storage)
    parser.add_argument(
        "--log", metavar="FILE", type=Path, help="add a line of JSON for each shard that is read"
    )
    parser.add_argument("--keep", action="store_true", help="keep articles that are not among the sources")


def run_build(options: argparse.Namespace) -> int:
    """``diplograph build``."""
    from graph.builder import build
    from graph.progress_bar import ProgressBar

    names = ("model", "keep", "lexicon", "workers", "scheduler", "storage", "log")
    chosen = _given(options, *names)
    with ProgressBar() as bar:
        report = build(options.sources, options.out, progress=bar if bar.shown else None, **chosen)
    for skipped in report.skipped[:_TOLD]:
        print(f"diplograph: {skipped}", file=sys.stderr)
    if (more := len(report.skipped) - _TOLD) > 0:
        print(f"diplograph: and {more} more; the reasons are counted below", file=sys.stderr)
    print(report)
    if not report.articles:
        print(
            f"diplograph: {options.out}: holds no article: name files or folders with some", file=sys.stderr
        )
        return 1
    return 0 if all(skipped.repeated for skipped in report.skipped) else 1


def _status(commands: Any) -> None:
    about = "tell what a graph folder holds and whether its last build was completed"
    _graph_command(commands, "status", run_status, about, "diplograph status kg")


def run_status(options: argparse.Namespace) -> int:
    """``diplograph status``."""
    from graph.status import read_status

    print(read_status(options.kg))
    return 0


# reading a graph


def _query(commands: Any) -> None:
    example = (
        "diplograph query kg 'SELECT ?e ?when { ?e a dip:Visit ; dip:status dip:Planned ; dip:date ?when }'"
    )
    parser = _command(commands, "query", run_query, "answer a SPARQL query", example)
    parser.add_argument("kg", metavar="KG", nargs="?", help="a graph folder; left out with --endpoint")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("sparql", metavar="SPARQL", nargs="?", help="the query")
    parser.late = ("kg", "sparql")
    which.add_argument("--file", metavar="FILE", type=Path, help="a file with the query")
    which.add_argument("--name", help="a named query")
    which.add_argument("--names", action="store_true", help="list the named queries with their parameters")
    parser.set_defaults(wrong=parser.error)
    endpoint = "ask this SPARQL server instead, such as http://127.0.0.1:7878/query"
    parser.add_argument("--endpoint", metavar="URL", help=endpoint)
    about = "the value of a parameter"
    parser.add_argument("--set", "--param", metavar="NAME=VALUE", action="append", default=[], help=about)
    parser.add_argument("--seconds", type=float, help="time limit")
    parser.add_argument("--rows", type=int, help="row limit")
    parser.add_argument(
        "--format", default="table", choices=("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
    )


def run_query(options: argparse.Namespace) -> int:
    """``diplograph query``."""
    from graph.queries import named_queries, query_endpoint
    from graph.settings import load_settings

    if options.names:
        print("\n\n".join(map(str, named_queries().values())))
        return 0
    sparql = _sparql(options)
    bindings = dict(pair.partition("=")[::2] for pair in options.set)
    limits = _given(options, "seconds", "rows")
    if options.endpoint:
        settings = load_settings()
        standing = {"seconds": settings.query_seconds, "rows": settings.query_rows}
        result = query_endpoint(options.endpoint, sparql, bindings=bindings, **(standing | limits))
    else:
        result = _open(options).query(sparql, name=options.name, bindings=bindings, once=True, **limits)
    print(result.to_text(options.format), end="")
    if result.notice and options.format != "table":
        print(f"diplograph: {result.notice}", file=sys.stderr)
    return 0


def _sparql(options: argparse.Namespace) -> Any:
    """The text of the query, None where it has a name."""
    if options.endpoint and options.kg and not options.sparql:
        options.kg, options.sparql = None, options.kg
    if options.endpoint and (options.kg or options.name):
        options.wrong("--endpoint takes a query or --file, and no graph folder")
    if not (options.endpoint or options.kg):
        options.wrong("name a graph folder, or a server with --endpoint")
    if sum(map(bool, (options.sparql, options.file, options.name))) != 1:
        options.wrong("give one of a query, --file and --name")
    if options.file:
        try:
            return options.file.read_text(encoding="utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise GraphError(f"cannot be read ({error})", path=options.file) from error
    return options.sparql


def _events(commands: Any) -> None:
    example = "diplograph events kg --status Planned --format csv"
    parser = _tabled_command(commands, "events", run_events, "list events, one a row", example)
    _window(parser)
    parser.add_argument(
        "--type", action="append", dest="types", metavar="CLASS", help="such as Visit (repeatable)"
    )
    parser.add_argument("--entity", metavar="NAME", help="events in which it has a role")
    parser.add_argument("--format", default="table", choices=("table", "csv", "json"))


def run_events(options: argparse.Namespace) -> int:
    """``diplograph events``."""
    from graph import event_table

    records = _open_tabled(options).event_records(
        **_given(options, "types", "status", "since", "until", "entity")
    )
    write = {"table": event_table.to_text, "csv": event_table.to_csv, "json": event_table.to_json}
    print(write[options.format](records), end="")
    return 0


def _show(commands: Any) -> None:
    parser = _tabled_command(
        commands, "show", run_show, "show what is known of an entity", "diplograph show kg India"
    )
    parser.add_argument("name", metavar="NAME", help="its name, an ISO code or its id")


def run_show(options: argparse.Namespace) -> int:
    """``diplograph show``."""
    print(_open_tabled(options).card(options.name))
    return 0


def _rank(commands: Any) -> None:
    example = "diplograph rank kg --measure pagerank --top 10"
    parser = _tabled_command(commands, "rank", run_rank, "rank the actors by centrality", example)
    parser.add_argument("--measure", default="pagerank", help=_MEASURES)
    parser.add_argument("--top", type=int, default=20, help="how many ranks (20)")
    _network(parser)
    _window(parser)
    parser.add_argument("--plot", metavar="FILE", type=Path, help="also draw it (png, pdf, svg)")


def run_rank(options: argparse.Namespace) -> int:
    """``diplograph rank``."""
    chosen = _given(options, "level", "kind", "status", "since", "until")
    ranking = _open_tabled(options).rank(measure=options.measure, top=options.top, **chosen)
    return _result(ranking, options, draw="plot_ranking")


def _dyads(commands: Any) -> None:
    example = "diplograph dyads kg --between India,Russia --by month"
    about = "list pairs of actors, or what passed between two over time"
    parser = _tabled_command(commands, "dyads", run_dyads, about, example)
    parser.add_argument("--between", metavar="A,B", type=_pair, help="two actors by name, ISO code or id")
    parser.add_argument("--by", choices=("year", "month", "day"), help="periods of their series (month)")
    parser.add_argument("--cliques", action="store_true", help="count two of many participants as a pair")
    _network(parser, kind=False)
    _window(parser)
    parser.add_argument("--plot", metavar="FILE", type=Path, help="also draw the series (png, pdf, svg)")


def run_dyads(options: argparse.Namespace) -> int:
    """``diplograph dyads``."""
    if options.plot and not options.between:
        raise GraphError("--plot draws the series of two actors: name them with --between")
    chosen = _given(options, "between", "by", "cliques", "level", "status", "since", "until")
    return _result(_open_tabled(options).dyads(**chosen), options, draw="plot_dyad")


def _compare(commands: Any) -> None:
    example = "diplograph compare kg --window 2023 --window 2024-01/2024-06"
    about = "tell who rose and who fell between two windows of time"
    parser = _tabled_command(commands, "compare", run_compare, about, example)
    window = "a period such as 2024 or 2024-06/2024-11; give the earlier and the later"
    parser.add_argument("--window", metavar="PERIOD", action="append", required=True, help=window)
    parser.add_argument("--measure", default="pagerank", help=_MEASURES)
    parser.add_argument("--top", type=int, default=20, help="how many ranks (20)")
    _network(parser)
    parser.add_argument("--status", action="append", choices=_STATUSES, help="events of this status")
    parser.add_argument("--plot", metavar="FILE", type=Path, help="also draw it (png, pdf, svg)")


def run_compare(options: argparse.Namespace) -> int:
    """``diplograph compare``."""
    if len(options.window) != 2:
        raise GraphError("two windows are compared: give --window twice")
    chosen = _given(options, "measure", "top", "level", "kind", "status")
    return _result(_open_tabled(options).compare(*options.window, **chosen), options, draw="plot_ranking")


def _communities(commands: Any) -> None:
    example = "diplograph communities kg --level state"
    about = "part the actors into communities"
    parser = _tabled_command(commands, "communities", run_communities, about, example)
    parser.add_argument("--method", choices=("louvain", "greedy", "leiden"), help="(louvain)")
    parser.add_argument("--resolution", type=float, help="above 1 for smaller communities (1)")
    parser.add_argument("--seed", type=int, help="of the order in which actors are visited (0)")
    _network(parser)
    _window(parser)


def run_communities(options: argparse.Namespace) -> int:
    """``diplograph communities``."""
    names = ("method", "resolution", "seed", "level", "kind", "status", "since", "until")
    return _result(_open_tabled(options).communities(**_given(options, *names)), options)


def _network(parser: argparse.ArgumentParser, *, kind: bool = True) -> None:
    """Options that tell how the network is made and its result printed."""
    level = "people for themselves, or for the state they represent"
    parser.add_argument("--level", choices=_LEVELS, help=level)
    if kind:
        parser.add_argument("--kind", help=_KINDS)
    parser.add_argument("--format", default="table", choices=("table", "csv", "json"))


def _pair(text: str) -> tuple[str, str]:
    names = tuple(name.strip() for name in text.split(","))
    if len(names) != 2 or not all(names):
        raise argparse.ArgumentTypeError("write two names with a comma between them")
    return names[0], names[1]


def _result(found: Result, options: argparse.Namespace, *, draw: str | None = None) -> int:
    """Print a table and, where asked for, draw it."""
    write = {"table": found.to_text, "csv": found.to_csv, "json": found.to_json}
    print(write[options.format](), end="")
    if draw and options.plot:
        from graph import figure_style, plots

        figure_style.save(getattr(plots, draw)(found), options.plot)
    return 0


def _view(commands: Any) -> None:
    example = "diplograph view kg --out kg.html --focus India"
    parser = _tabled_command(commands, "view", run_view, "write the network as one HTML file", example)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--focus", metavar="NAME", help="show what is around this actor")
    parser.add_argument("--hops", type=int, help="how many ties away from it (1)")
    parser.add_argument("--top", type=int, help="how many actors at most")
    parser.add_argument(
        "--level", choices=_LEVELS, help="people for themselves, or for the state they represent"
    )
    parser.add_argument("--measure", help=f"chooses and sizes the nodes: events, {_MEASURES}")
    _window(parser)


def run_view(options: argparse.Namespace) -> int:
    """``diplograph view``."""
    chosen = _given(options, "focus", "hops", "top", "level", "measure", "status", "since", "until")
    shown = _open_tabled(options).view(**chosen)
    shown.write_html(options.out)
    print(f"{options.out}: {shown.summary()}")
    return 0


def _export(commands: Any) -> None:
    about = "write the graph for other programs: N-Quads, TriG, JSON-LD, GraphML, GEXF, CSV, Parquet"
    example = "diplograph export kg --out kg.trig"
    parser = _tabled_command(commands, "export", run_export, about, example)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="its ending tells the format")
    parser.add_argument(
        "--format", help="the format, where the name does not end in it; shards or tables for a folder"
    )


def run_export(options: argparse.Namespace) -> int:
    """``diplograph export``."""
    print(_open_tabled(options).export(options.out, format=options.format))
    return 0


def _serve(commands: Any) -> None:
    about = "answer SPARQL queries on this machine, with a query page and the view"
    parser = _graph_command(commands, "serve", run_serve, about, "diplograph serve kg")
    parser.add_argument("--port", type=int, default=7878, help="of 127.0.0.1 (7878); 0 takes a free one")


def run_serve(options: argparse.Namespace) -> int:
    """``diplograph serve``."""
    server = _open(options).serve(port=options.port)
    print(f"{server.url} (end with Ctrl+C)", flush=True)
    server.run()
    return 0


def _validate(commands: Any) -> None:
    about = "check the graph against the ontology's shapes and the articles"
    _graph_command(commands, "validate", run_validate, about, "diplograph validate kg")


def run_validate(options: argparse.Namespace) -> int:
    """``diplograph validate``."""
    report = _open(options).validate()
    print(report)
    return 0 if report.conforms else 1


def _evaluate(commands: Any) -> None:
    example = "diplograph evaluate kg --gold tests/gold --misses"
    about = "measure a graph by articles that were read by hand"
    parser = _graph_command(commands, "evaluate", run_evaluate, about, example)
    parser.add_argument("--gold", metavar="DIR", type=Path, required=True, help="a folder of gold files")
    parser.add_argument("--misses", action="store_true", help="also list what is missing or wrong")
    parser.add_argument("--format", default="table", choices=("table", "json"))


def run_evaluate(options: argparse.Namespace) -> int:
    """``diplograph evaluate``."""
    found = _open(options).evaluate(options.gold)
    print(found.to_json() if options.format == "json" else found.to_text(misses=options.misses), end="")
    return 0


def _train(commands: Any) -> None:
    about = "make the shipped language pipeline anew from its training data (extra: train)"
    example = "diplograph train data --out trained --stage names"
    parser = _command(commands, "train", run_train, about, example)
    parser.add_argument("data", metavar="DATA", type=Path, help="the folder that holds ud/ and ner/")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder to write to")
    stages = "clusters treebanks teachers label syntax sentences names kinds assemble evaluate"
    parser.add_argument(
        "--stage", choices=stages.split(), action="append", help="run only this one, done or not"
    )


def run_train(options: argparse.Namespace) -> int:
    """``diplograph train``."""
    from graph.training import train

    def tell(stage: str) -> None:
        print(f"stage {stage}", file=sys.stderr)

    print(train(options.data, options.out, stages=options.stage, progress=tell))
    return 0


def _explain(commands: Any) -> None:
    about = "tell what is found in an article, sentence by sentence, and what is passed over"
    example = "diplograph explain seeds/01.md"
    parser = _command(commands, "explain", run_explain, about, example)
    parser.add_argument("article", metavar="ARTICLE", help="a file; with --kg an article's id")
    parser.add_argument("--kg", metavar="KG", type=Path, help="tell what this graph folder has of it")
    _pipeline(parser)


def run_explain(options: argparse.Namespace) -> int:
    """``diplograph explain``."""
    if options.kg:
        print(_open(options).explain(options.article))
        return 0
    from graph.explanations import explain_files

    skipped = 0
    for found in explain_files([options.article], model=options.model, lexicon=options.lexicon):
        skipped += isinstance(found, str)
        print(found, file=sys.stderr if isinstance(found, str) else sys.stdout)
    return 1 if skipped else 0


# changing a graph


def _remove(commands: Any) -> None:
    example = "diplograph remove kg wire/0042.txt"
    parser = _graph_command(
        commands, "remove", run_remove, "take an article and its claims out of a graph", example
    )
    parser.add_argument("article", metavar="ARTICLE", help="the article's id")


def run_remove(options: argparse.Namespace) -> int:
    """``diplograph remove``."""
    from graph.builder import remove

    print(remove(options.kg, options.article))
    return 0


def _link(commands: Any) -> None:
    example = "diplograph link kg --review\n         diplograph link kg --same 'S. Lavrov' 'Sergei Lavrov'"
    parser = _graph_command(commands, "link", run_link, "review or decide which names are one", example)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--review", action="store_true", help="list the doubtful decisions")
    for name, values in (
        ("same", ("NAME", "OTHER")),
        ("different", ("NAME", "OTHER")),
        ("rename", ("NAME", "NEW")),
        ("type", ("NAME", "CLASS")),
    ):
        which.add_argument(f"--{name}", metavar=values, nargs=2, help=f"add a decision [[{name}]]")
    which.add_argument("--drop", metavar="NAME", nargs=1, help="add a decision [[drop]]")
    parser.add_argument("--article", metavar="ID", help="the decision holds for this article only")


def run_link(options: argparse.Namespace) -> int:
    """``diplograph link``."""
    from graph.knowledge_graph import decide
    from graph.linking import Override, to_tsv

    if options.review:
        print(to_tsv(_open(options).doubtful_links()), end="")
        return 0
    kind, values = next(iter(_given(options, "same", "different", "rename", "type", "drop").items()))
    print(decide(options.kg, [Override(kind, values[0], "".join(values[1:]), options.article)]))
    return 0
