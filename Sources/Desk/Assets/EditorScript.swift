/// What the editors' form does beyond sending itself: what is typed is kept on the server, and the picture follows.
let deskEditorScript: StaticString = #"""
    'use strict';
    (() => {
      const form = document.getElementById('entry');
      if (!form) return;
      const token = document.querySelector('meta[name=csrf-token]').content;
      const path = `/desk/fragments/entries/${form.dataset.entry}`;
      const typed = () => new URLSearchParams(new FormData(form));
      let kept = typed().toString(), asked = '', saving = false, due;

      const swap = text => {
        const page = new DOMParser().parseFromString(text, 'text/html');
        page.querySelectorAll('[data-swap]').forEach(fresh => {
          const old = document.getElementById(fresh.id);
          if (!old) return;
          old.querySelectorAll('details[id]').forEach(part => {
            const same = fresh.querySelector('#' + part.id);
            if (same) same.open = part.open;
          });
          if (old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
        });
      };
      const toSignIn = () => location.assign(`/desk/sign-in?next=${location.pathname}`);
      const look = async () => {
        const answer = await fetch(`${path}?${new URLSearchParams({try: asked})}`).catch(() => null);
        if (answer?.ok) swap(await answer.text());
      };
      // One at a time: the server reads the whole set for each.
      const save = async () => {
        clearTimeout(due);
        if (saving) { due = setTimeout(save, 400); return; }
        saving = true;
        const now = typed();
        const answer = await fetch(path, {method: 'POST', headers: {'X-CSRF-Token': token}, body: now}).catch(() => null);
        if (answer?.status === 401) toSignIn();
        if (answer?.ok) { kept = now.toString(); await look(); }
        saving = false;
      };
      form.addEventListener('input', event => {
        if (event.target.name === 'try') return;
        clearTimeout(due);
        due = setTimeout(save, 1500);
      });
      // What stands beside the form belongs to it.
      document.addEventListener('click', event => {
        const button = event.target.closest('button[value=try]');
        if (!button) return;
        event.preventDefault();
        asked = form.elements.try.value;
        save().then(() => document.querySelector('.tried')?.scrollIntoView({block: 'nearest'}));
      });
      document.addEventListener('keydown', event => {
        if (event.key !== 'Enter' || event.target.tagName !== 'INPUT' || event.target.form !== form) return;
        event.preventDefault();
        if (event.target.name === 'try') form.querySelector('button[value=try]').click();
      });
      // What was typed in the last second is kept when the page goes away.
      addEventListener('pagehide', () => {
        if (form.dataset.sent || typed().toString() === kept) return;
        fetch(path, {method: 'POST', headers: {'X-CSRF-Token': token}, body: typed(), keepalive: true});
      });
    })();
    """#
