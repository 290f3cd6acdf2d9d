/// How the editors' pages look, on top of `deskStyle`.
let deskEditorStyle: StaticString = #"""
    @media (min-width: 861px) { body:not(.outside) > .editor { overflow-y: auto; } }
    .editor { flex: 1; width: 100%; max-width: 88rem; margin: 0 auto; padding: .8rem 1rem 0; min-width: 0; }
    .editor::after { content: ""; display: block; height: 2.5rem; }
    .editor .notice { border: 0; border-radius: 6px; margin: .5rem 0; padding: .5rem .8rem; }
    .editor .notice p { margin: 0 0 .4rem; }
    .editor-head { display: flex; align-items: center; gap: .6rem; flex-wrap: wrap; margin: .3rem 0; }
    .editor-head h1 { margin-right: auto; }
    .entry-filters { display: grid; gap: .5rem; grid-template-columns: minmax(0, 2fr) repeat(3, minmax(0, 1fr)) auto; }
    .entry-list { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; margin-bottom: .6rem; }
    .entry-list li + li { border-top: 1px solid var(--line); }
    .entry-list a { display: block; padding: .5rem .8rem; color: inherit; text-decoration: none; }
    .entry-list a:hover { background: #f6f9fa; }
    .entry-list strong { font-weight: 600; }
    .entry-list .marks { align-items: center; }
    .entry-list .quiet { overflow-wrap: anywhere; }

    .editing { display: grid; gap: 1.2rem; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); align-items: start; }
    .side-column { position: sticky; top: .5rem; min-width: 0; max-height: calc(100vh - 6rem); overflow-y: auto; }
    .side h2 { margin-top: .2rem; }
    .side h3, .editor h3 { font-size: .9rem; margin: .6rem 0 .3rem; }
    .entry-form .part { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 0 .9rem; margin-bottom: .6rem; }
    .entry-form .part[open] { padding-bottom: .9rem; }
    .entry-form .part > summary { padding: .6rem 0; }
    .hint { color: var(--quiet); font-size: .86rem; margin: 0 0 .25rem; }
    .entry-form fieldset { border: 1px solid var(--line); border-radius: 6px; margin: .7rem 0 0; padding: .2rem .7rem .6rem; min-width: 0; }
    .entry-form legend { font-weight: 600; padding: 0 .3rem; }
    .entry-form fieldset > input { margin-top: .35rem; }
    .numbers { max-height: 14rem; overflow-y: auto; font-size: .9rem; }
    .numbers li { padding: .15rem 0; overflow-wrap: anywhere; }
    .boxes { columns: 2; max-height: 16rem; overflow-y: auto; }
    .boxes .check { font-size: .9rem; margin: .15rem 0; break-inside: avoid; align-items: baseline; }
    .try { margin-bottom: .6rem; background: var(--tint); border-radius: 8px; padding: .2rem .9rem .7rem; }
    .try .line { align-items: stretch; }
    .state { color: var(--quiet); }
    .steps { display: flex; gap: .6rem; flex-wrap: wrap; align-items: center; margin-top: .8rem; }
    .entry-form > .steps { position: sticky; bottom: 0; background: var(--ground); padding: .6rem 0; margin: 0; }
    .entry-form > .steps .quiet { margin-left: auto; }

    .phones { display: grid; gap: .7rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
    .handset { margin: 0; border: 1px solid #9db0ba; border-radius: 14px; background: #e7edf3; padding: 0 .6rem .7rem; min-width: 0; }
    .handset figcaption { margin: 0 -.6rem .5rem; padding: .3rem .8rem; border-radius: 13px 13px 0 0; color: #fff; font-weight: 600; font-size: .85rem; background: #0b5fae; }
    .handset.viber figcaption { background: #5a4a9c; }
    .handset.facebook { background: #fff; }
    .handset.facebook figcaption { background: #1d4fa0; }
    .said { background: #fff; border-radius: 12px; padding: .45rem .65rem; margin: 0 0 .4rem; font-size: .88rem; line-height: 1.4; white-space: pre-wrap; overflow-wrap: anywhere; }
    .facebook .said { background: #eceef1; border-radius: 16px; }
    .taps { display: grid; gap: .25rem; }
    .taps li { background: #fff; border-radius: 8px; text-align: center; padding: .3rem .4rem; font-size: .85rem; color: #0b5fae; font-weight: 600; }
    .viber .taps { grid-template-columns: 1fr 1fr; }
    .viber .taps li { background: #e4e0f3; color: #3f3279; }
    .facebook .taps { display: flex; flex-wrap: wrap; }
    .facebook .taps li { border: 1px solid #1d4fa0; border-radius: 1rem; color: #1d4fa0; }
    .tap { font-size: .8rem; color: #44535d; margin: .5rem 0 .3rem; }

    .tried { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--main); border-radius: 8px; padding: .5rem .8rem; margin-bottom: .6rem; }
    .tried .asked { font-style: italic; }
    .reasons { font-size: .86rem; color: var(--quiet); overflow-wrap: anywhere; }
    .findings li { padding: .35rem .7rem; border-left: 4px solid var(--line); margin: .3rem 0; background: var(--paper); overflow-wrap: anywhere; }
    .findings .wrong { border-color: #d27a00; background: var(--warn-tint); }
    .findings .doubt { border-color: #9db0ba; }
    .fine { color: var(--good); font-weight: 600; }

    .compare { width: 100%; border-collapse: collapse; background: var(--paper); table-layout: fixed; }
    .compare th, .compare td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; font-size: .9rem; }
    .compare th:first-child { width: 22%; }
    .text-line { display: block; min-height: 1em; }
    .text-line.gone { background: #fbe9d0; }
    .text-line.fresh { background: var(--good-tint); }

    .dues .due { padding: .6rem .8rem; }
    .dues .line { flex-wrap: wrap; align-items: center; }
    .dues .due a { display: inline; padding: 0; color: var(--main); text-decoration: underline; }
    .dues .due .quiet { margin: .2rem 0; overflow-wrap: anywhere; }
    .dues .steps { margin-top: .4rem; }
    .answer-text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; }
    .editor > .part { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .2rem .9rem .7rem; margin-top: .8rem; }
    .editor > .part > summary { padding: .5rem 0; }

    .sets li { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; margin-bottom: .5rem; }
    .sets .line { flex-wrap: wrap; }

    @media (max-width: 1180px) { .editing { grid-template-columns: minmax(0, 1fr); } .side-column { position: static; max-height: none; } }
    @media (max-width: 860px) {
      .entry-filters { grid-template-columns: 1fr 1fr; }
      .entry-filters input { grid-column: 1 / 3; }
      .editor { padding: .6rem .7rem 0; }
      .entry-form > .steps { gap: .4rem; }
      .entry-form > .steps button { padding: .42rem .5rem; font-size: .9rem; }
      .boxes { columns: 1; }
      .phones { grid-template-columns: 1fr; }
      .compare thead { display: none; }
      .compare tr, .compare th, .compare td { display: block; width: auto !important; border-width: 0 0 1px; }
      .compare td::before { content: attr(data-head); display: block; color: var(--quiet); font-size: .78rem; }
    }
    """#
