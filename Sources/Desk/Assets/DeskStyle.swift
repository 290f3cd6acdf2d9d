/// How the desk looks: calm and dense, the system's own letters, red for danger and nothing else.
let deskStyle: StaticString = #"""
    :root {
      --ink: #18242c; --quiet: #52616b; --line: #d5dce0; --ground: #eef2f4; --paper: #fff; --tint: #e6f0f4;
      --main: #14506b; --main-dark: #0d3a4e; --danger: #b3141d; --danger-tint: #fdecec; --warn: #7a4300;
      --warn-tint: #fff2d9; --good: #17583a; --good-tint: #e3f4ea; --note: #fffbe0;
    }
    * { box-sizing: border-box; }
    html { height: 100%; }
    body {
      margin: 0; min-height: 100%; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
      font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    h1 { font-size: 1.2rem; margin: 0; line-height: 1.3; }
    h2 { font-size: .85rem; margin: 1.1rem 0 .4rem; color: var(--quiet); font-weight: 600; }
    p { margin: .4rem 0; }
    a { color: var(--main); }
    ul, ol, dl, dd { margin: 0; padding: 0; list-style: none; }
    .quiet { color: var(--quiet); }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: .5rem; top: .5rem; z-index: 2; background: var(--paper); padding: .5rem; }
    :focus-visible { outline: 3px solid #1f7fb0; outline-offset: 1px; }
    [hidden] { display: none !important; }
    html:not(.js) .scripted { display: none; }

    .bar {
      display: flex; align-items: center; gap: .6rem; padding: .35rem .8rem; min-height: 3rem;
      background: var(--main-dark); color: #fff;
    }
    .bar a { color: #fff; }
    .bar .brand { font-weight: 700; text-decoration: none; white-space: nowrap; }
    .bar .gap { flex: 1; }
    .bar .agent { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .bar .button, .bar button { background: transparent; border-color: #8fb3c3; color: #fff; }
    .bar .switch, .bar .tools { white-space: nowrap; }

    button, .button {
      display: inline-block; font: inherit; font-weight: 600; line-height: 1.3; padding: .42rem .8rem; cursor: pointer;
      border: 1px solid #9db0ba; border-radius: 6px; background: var(--paper); color: var(--main);
      text-decoration: none; white-space: nowrap;
    }
    button:hover, .button:hover { border-color: var(--main); }
    .primary { background: var(--main); border-color: var(--main); color: #fff; }
    .primary:hover { background: var(--main-dark); }
    .danger.button { background: var(--paper); border-color: var(--danger); color: var(--danger); }
    .wide { width: 100%; margin-top: 1rem; padding: .6rem; }
    label { display: block; font-weight: 600; margin: .5rem 0 .2rem; }
    label.check { font-weight: 400; display: flex; gap: .4rem; align-items: center; }
    input:not([type=checkbox]), select, textarea {
      width: 100%; font: inherit; color: inherit; padding: .45rem .55rem; border: 1px solid #8496a0; border-radius: 6px;
      background: var(--paper);
    }
    textarea { resize: vertical; display: block; }
    summary { cursor: pointer; color: var(--main); font-weight: 600; padding: .3rem 0; }

    .notice { margin: 0; padding: .4rem .8rem; background: var(--tint); border-bottom: 1px solid var(--line); }
    #banners { font-size: .85rem; }
    #banners .notice { padding: .15rem .8rem; }
    #banners summary { padding: .1rem 0; color: var(--warn); }
    .notice.warn { background: var(--warn-tint); color: var(--warn); }
    .notice.bad { background: var(--warn-tint); color: var(--warn); font-weight: 600; }
    .notice.good { background: var(--good-tint); color: var(--good); }
    .notice.red {
      display: flex; align-items: center; gap: .8rem; flex-wrap: wrap; background: var(--danger); color: #fff;
    }
    .notice.calls { align-items: baseline; border-top: 1px solid #fff; }
    .notice.calls ol { margin: 0; padding-left: 1.4rem; display: flex; gap: .3rem 1.6rem; flex-wrap: wrap; }
    .notice.calls li { margin: 0; }
    .notice.calls li span { margin-right: .5rem; }
    .notice li { overflow-wrap: anywhere; margin: .3rem 0; }
    #alarm { position: sticky; top: 0; z-index: 1; }
    html:not(.muted) .sound { display: none; }
    #connection { position: fixed; right: 1rem; bottom: 1rem; border: 1px solid var(--line); border-radius: 6px; }

    .card {
      width: min(24rem, calc(100% - 1.6rem)); margin: 8vh auto 2rem; padding: 1.4rem; background: var(--paper);
      border: 1px solid var(--line); border-radius: 10px;
    }
    .card .notice { border: 0; border-radius: 6px; margin: .8rem 0; }
    .card.form { width: min(38rem, calc(100% - 1.6rem)); margin-top: 1.2rem; }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; }
    .back { font-size: .9rem; }

    .columns { flex: 1; display: grid; min-height: 0; grid-template-columns: 23rem minmax(0, 1fr) 17.5rem; }
    .columns.no-ticket { grid-template-columns: 23rem minmax(0, 1fr); }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .list { min-height: 0; display: flex; background: var(--paper); }
    .list .queue { flex: 1; }
    .queue { background: var(--paper); border-right: 1px solid var(--line); overflow-y: auto; min-width: 0; }
    .filters { display: flex; position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--line); }
    .filters li { flex: auto; }
    .filters a {
      display: block; padding: .6rem .3rem .5rem; text-align: center; text-decoration: none; color: var(--quiet);
      border-bottom: 3px solid transparent; white-space: nowrap; font-size: .86rem;
    }
    .filters a[aria-current] { color: var(--main); border-color: var(--main); font-weight: 600; }
    .count { margin-left: .3rem; font-variant-numeric: tabular-nums; }
    .none { padding: 1rem; }
    .keys { padding: .6rem .9rem; font-size: .8rem; }
    .row { border-bottom: 1px solid var(--line); }
    .row a {
      display: block; padding: .5rem .8rem .55rem; color: inherit; text-decoration: none; border-left: 4px solid transparent;
    }
    .row a:hover { background: #f6f9fa; }
    .row a:focus-visible { outline-offset: -3px; }
    .row a[aria-current] { background: var(--tint); border-left-color: var(--main); }
    .row a[aria-current] .mark:not(.warn, .waits, .danger, .urgent, .strong) { background: var(--paper); }
    .row.red a { background: var(--danger-tint); border-left-color: var(--danger); }
    .line { display: flex; align-items: baseline; gap: .45rem; min-width: 0; }
    .row .who { font-weight: 650; flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .age { color: var(--quiet); font-size: .85rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .what { justify-content: space-between; font-size: .92rem; }
    .what span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .what .quiet { flex-shrink: 2; font-size: .85rem; }
    .marks { flex-wrap: wrap; row-gap: .2rem; margin-top: .2rem; font-size: .8rem; }
    .mark { padding: 0 .4rem; border-radius: 4px; background: #e9eef1; color: #36454e; max-width: 100%; }
    .mark.warn { background: var(--warn-tint); color: var(--warn); }
    .mark.waits { background: var(--main); color: #fff; }
    .mark.urgent { background: #5b3a00; color: #fff; font-size: .8rem; }
    .mark.danger { background: var(--danger); color: #fff; font-weight: 700; font-size: .8rem; }
    .mark.strong { background: var(--ink); color: #fff; }
    .code { margin-left: auto; color: var(--quiet); font-variant-numeric: tabular-nums; }

    .ticket { display: flex; flex-direction: column; min-width: 0; min-height: 0; outline: none; }
    .ticket.empty { margin: 0; align-items: center; justify-content: center; color: var(--quiet); }
    .heading { padding: .55rem 1rem; background: var(--paper); border-bottom: 1px solid var(--line); }
    .heading .marks { font-size: .88rem; align-items: center; }
    .heading .back { display: none; }
    .window { font-size: .88rem; color: var(--quiet); margin: .25rem 0 0; }
    .window.warn { color: var(--warn); background: var(--warn-tint); padding: .35rem .5rem; border-radius: 6px; }
    .thread { flex: 1; overflow-y: auto; padding: .8rem 1rem; }
    .thread ol { display: flex; flex-direction: column; gap: .55rem; }
    .day, .event { align-self: center; text-align: center; color: var(--quiet); font-size: .82rem; }
    .day { padding: .1rem .8rem; border-radius: 9px; background: #dfe6ea; color: #36454e; font-weight: 600; }
    .event time { margin-left: .4rem; }
    .event.alarm { background: var(--danger); color: #fff; font-weight: 700; padding: .25rem .8rem; border-radius: 6px; }
    .message { max-width: min(36rem, 86%); }
    .message .head { display: flex; gap: .5rem; align-items: baseline; font-size: .82rem; color: var(--quiet); }
    .message .head strong { font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
    .message.out { align-self: flex-end; }
    .message.out .head, .message.out .foot { justify-content: flex-end; }
    .bubble {
      padding: .45rem .7rem; border-radius: 10px; background: var(--paper); border: 1px solid var(--line);
      width: fit-content; max-width: 100%;
    }
    .out .bubble { background: #d9ebf3; border-color: #bcd9e6; margin-left: auto; }
    .bot .bubble { background: #edf1f3; border-color: var(--line); }
    .safety .bubble { background: var(--danger-tint); border-color: #e8b4b6; }
    .message.note { align-self: stretch; max-width: none; }
    .note .bubble { background: var(--note); border: 1px dashed #c9b95a; width: auto; }
    .words { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
    .chips { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .4rem; }
    .chips li { border: 1px solid #9db0ba; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; background: #fff; }
    .attachments { margin-top: .2rem; overflow-wrap: anywhere; }
    .foot { display: flex; gap: .6rem; font-size: .8rem; color: var(--quiet); flex-wrap: wrap; }
    .foot.bad { color: var(--danger); font-weight: 600; }

    .actions { background: var(--paper); border-top: 1px solid var(--line); padding: .5rem 1rem .6rem; max-height: 55%; overflow-y: auto; }
    .actions > form > label { margin-top: 0; }
    .actions .line { margin-top: .4rem; align-items: center; }
    .actions output { margin-left: auto; font-variant-numeric: tabular-nums; }
    .claim { display: flex; align-items: center; gap: .8rem; justify-content: space-between; }
    .more { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; align-items: baseline; margin-top: .3rem; }
    .more details[open] { flex-basis: 100%; }
    .more form button { margin-top: .4rem; }
    .more .release { margin-left: auto; }
    .more .release button { margin: 0; padding: .25rem .6rem; font-weight: 400; }
    .more .line button { margin: 0; }
    .answers li { border-top: 1px solid var(--line); padding: .5rem 0; }
    .answers .words { max-height: 6rem; overflow-y: auto; font-size: .92rem; }
    .kept textarea { background: var(--note); }

    .facts { background: var(--paper); border-left: 1px solid var(--line); padding: 0 1rem 1rem; overflow-y: auto; }
    .facts dt { font-size: .8rem; color: var(--quiet); margin-top: .5rem; }
    .facts dt::first-letter { text-transform: uppercase; }
    .facts dd { overflow-wrap: anywhere; }
    .facts .missing { color: var(--warn); }
    .others li { display: flex; gap: .5rem; flex-wrap: wrap; }

    .sheet { flex: 1; min-height: 0; overflow-y: auto; width: 100%; padding: 1rem max(.8rem, calc(50% - 26rem)) 3rem; }
    .tabs { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin-bottom: .8rem; }
    .tabs a { padding: .3rem 0; text-decoration: none; border-bottom: 3px solid transparent; }
    .tabs a[aria-current] { border-color: var(--main); font-weight: 600; }
    .sheet .notice { border: 0; border-radius: 6px; margin: .6rem 0; }
    .group { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: .6rem .9rem; margin-top: .8rem; }
    .group h2 { margin-top: 0; }
    .group label.check { align-items: baseline; overflow-wrap: anywhere; }
    .group li { overflow-wrap: anywhere; margin: .3rem 0; }
    .choices { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .5rem; align-items: baseline; }
    .choices button { white-space: normal; text-align: left; }
    .lines { font: .9rem/1.5 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; white-space: pre; overflow-x: auto; }
    .phone { display: flex; flex-direction: column; gap: .5rem; max-width: 26rem; }
    .verdict { font-size: 1.1rem; font-weight: 650; margin-top: 0; }
    .share { text-align: right; font-variant-numeric: tabular-nums; padding-left: 1rem; }

    @media (min-width: 861px) {
      body:not(.outside) { height: 100vh; overflow: hidden; }
      body:not(.outside) > .card { overflow-y: auto; }
    }
    @media (max-width: 1180px) {
      .columns { grid-template-columns: 20rem minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); }
      .columns .queue { grid-row: 1 / 3; }
      .columns .ticket { grid-column: 2; grid-row: 2; }
      .columns .facts {
        grid-column: 2; grid-row: 1; border-left: 0; border-bottom: 1px solid var(--line); padding: .2rem 1rem .5rem;
        max-height: 7.5rem;
      }
      .columns .facts h2 { display: none; }
      .columns .facts dl { display: flex; flex-wrap: wrap; gap: 0 .4rem; }
      .columns .facts dt { margin: 0; }
      .columns .facts dt::after { content: ":"; }
      .columns .facts dd { margin-right: .6rem; font-size: .9rem; }
      .columns.no-ticket .ticket { grid-row: 1 / 3; }
    }
    @media (max-width: 860px) {
      .bar { gap: .45rem; padding: .35rem .6rem; flex-wrap: wrap; }
      .bar .agent { display: none; }
      .bar .button, .bar button { padding: .3rem .5rem; }
      .columns, .columns.no-ticket { display: block; }
      .columns:not(.no-ticket) .queue, .no-ticket .ticket { display: none; }
      .queue { border: 0; }
      .keys { display: none; }
      .heading .back { display: inline-block; margin-bottom: .3rem; }
      .columns { display: flex !important; flex-direction: column; }
      .columns .facts { order: -1; max-height: 6.5rem; }
      .columns.no-ticket .queue { flex: 1; }
      .thread { overflow: visible; padding: .7rem .6rem; }
      .message { max-width: 94%; }
      .actions { position: sticky; bottom: 0; max-height: 70vh; padding: .4rem .6rem .5rem; box-shadow: 0 -2px 6px #0002; }
      .claim { flex-wrap: wrap; }
      .claim p { margin: 0; font-size: .9rem; }
      .claim button { width: 100%; }
      #reply { height: 4.2rem; }
    }
    @media (max-width: 420px) {
      .bar { font-size: .88rem; row-gap: .2rem; }
      .filters a { font-size: .84rem; }
      .pair { grid-template-columns: 1fr; gap: 0; }
    }
    @media (prefers-reduced-motion: no-preference) { .row a { transition: background .1s; } }
    """#
