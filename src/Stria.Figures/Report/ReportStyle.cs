namespace Stria.Figures;

/// <summary>The looks of the report: one column of text with contents at its side, light or dark as the reader's screen, plain on paper.</summary>
internal static class ReportStyle
{
    internal const string Css = """

        :root { color-scheme: light dark; --paper: #ffffff; --ink: #1d1f21; --soft: #5c6166; --line: #dcdfe3; --tint: #f5f6f8; --link: #0a5c99;
          --good: #1a7f4b; --doubtful: #a96500; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e6e8; --soft: #a0a6ad; --line: #33383e; --tint: #1f2226; --link: #7cb8ea;
          --good: #5cc794; --doubtful: #e3a544; --bad: #f0847c; } }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0 auto; max-width: 76rem; padding: 0 1.5rem 5rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", Arial, sans-serif; }
        main { max-width: 54rem; min-width: 0; margin: 0 auto; }
        nav { margin: 1.5rem auto 0; max-width: 54rem; font-size: 0.875rem; }
        nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; }
        nav .sub { display: none; }
        nav a { color: var(--soft); text-decoration: none; }
        nav a:hover, nav a:focus { color: var(--link); text-decoration: underline; }
        a { color: var(--link); }
        h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 600; margin: 2.2rem 0 0.6rem; letter-spacing: -0.01em; }
        h2 { font-size: 1.3rem; font-weight: 600; margin: 3rem 0 1rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.05rem; font-weight: 600; margin: 1.8rem 0 0.4rem; }
        .lead { font-size: 1.1rem; color: var(--soft); margin: 0; max-width: 46rem; }
        .note, .for { color: var(--soft); font-size: 0.875rem; }
        .for::before { content: "– "; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 0.9rem; }
        .card { border: 1px solid var(--line); border-top: 3px solid var(--line); border-radius: 4px; padding: 0.7rem 0.9rem 0.75rem; }
        .card .name { color: var(--soft); font-size: 0.875rem; }
        .card .value { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.35; }
        .card .figures { display: inline-block; }
        .card .unit { font-size: 0.95rem; font-weight: 400; }
        .card .verdict { font-size: 0.8rem; font-weight: 600; margin-top: 0.15rem; }
        .card.good { border-top-color: var(--good); } .card.good .verdict { color: var(--good); }
        .card.doubtful { border-top-color: var(--doubtful); } .card.doubtful .verdict { color: var(--doubtful); }
        .card.bad { border-top-color: var(--bad); } .card.bad .verdict { color: var(--bad); }
        .remarks { list-style: none; margin: 0; padding: 0; }
        .remarks li { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0.5rem; padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
        .remarks .kind { font-size: 0.875rem; font-weight: 600; color: var(--soft); }
        .remarks .is-warning .kind { color: var(--bad); } .remarks .is-assumed .kind { color: var(--doubtful); }
        article { margin-bottom: 2.2rem; }
        .look { margin: 0 0 0.7rem; color: var(--soft); }
        .look span { font-weight: 600; color: var(--ink); }
        figure { margin: 0; }
        figure > svg, figure > img { display: block; width: 100%; height: auto; background: #ffffff; border: 1px solid var(--line); border-radius: 4px; }
        figcaption { font-size: 0.9rem; margin-top: 0.5rem; }
        .scroll { overflow-x: auto; }
        .scroll.long { max-height: 26rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 4px; }
        table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; min-width: 50%; }
        .long table { width: 100%; }
        th, td { text-align: left; padding: 0.3rem 0.9rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { font-weight: 600; background: var(--tint); position: sticky; top: 0; }
        .number { text-align: right; }
        .methods { background: var(--tint); border-radius: 4px; padding: 0.3rem 1.2rem; user-select: all; -webkit-user-select: all; }
        .sources { padding-left: 1.4rem; font-size: 0.95rem; } .sources li { margin-bottom: 0.3rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.2rem; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .inputs { padding-left: 1.2rem; } .inputs li { overflow-wrap: anywhere; margin-bottom: 0.35rem; }
        code, pre { font: 0.82rem/1.5 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        code { color: var(--soft); }
        pre { background: var(--tint); border-radius: 4px; padding: 0.9rem 1.1rem; overflow-x: auto; }
        @media (min-width: 70rem) {
          body { display: grid; grid-template-columns: 13rem minmax(0, 54rem); gap: 3rem; justify-content: center; }
          nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; margin: 0; padding: 2.6rem 0 1rem; }
          nav ul { display: block; } nav li { margin: 0.35rem 0; } nav .sub { display: block; margin-left: 0.9rem; font-size: 0.825rem; }
        }
        @media print {
          :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --tint: #f5f5f5; --link: #000; --good: #1a7f4b; --doubtful: #a96500; --bad: #b3261e; }
          @page { margin: 18mm 16mm; }
          body { display: block; max-width: none; padding: 0; font-size: 10pt; }
          nav { display: none; } main { max-width: none; } h1 { margin-top: 0; }
          h2, h3 { break-after: avoid; } article, figure, .card, tr, .remarks li { break-inside: avoid; }
          .scroll.long { max-height: none; overflow: visible; border: 0; } th { position: static; }
          .cards { grid-template-columns: repeat(3, 1fr); } figure > svg, figure > img { border: 0; }
        }

        """;
}
