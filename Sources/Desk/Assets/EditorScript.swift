/// What the editors' form does beyond sending itself: what is typed is kept on the server, and the picture follows.
let deskEditorScript: StaticString = #"""
    'use strict';
    (() => {
      const form = document.getElementById('entry');
      if (!form) return;
      const token = document.querySelector('meta[name=csrf-token]').content;
      const path = `/desk/fragments/entries/${form.dataset.entry}`;
      const typed = () => new URLSearchParams(new FormData(form));
      let kept = typed().toString(), asked = false, saving = false, due;

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
      // The session has ended: what was typed waits in this tab for the next sign-in.
      const waiting = `desk-entry-${form.dataset.entry}`;
      const toSignIn = () => {
        sessionStorage.setItem(waiting, typed().toString());
        location.assign(`/desk/sign-in?next=${location.pathname}`);
      };
      // One at a time: the server reads the whole set for each.
      const save = async () => {
        clearTimeout(due);
        if (saving) { due = setTimeout(save, 400); return; }
        saving = true;
        const now = typed();
        if (!asked) now.delete('try');
        const answer = await fetch(path, {method: 'POST', headers: {'X-CSRF-Token': token}, body: now}).catch(() => null);
        if (answer?.status === 401) toSignIn();
        if (answer?.ok) { kept = typed().toString(); swap(await answer.text()); }
        saving = false;
      };
      const left = sessionStorage.getItem(waiting);
      if (left) {
        sessionStorage.removeItem(waiting);
        const boxes = form.querySelectorAll('input[type=checkbox]');
        const values = new URLSearchParams(left);
        boxes.forEach(box => { box.checked = values.has(box.name); });
        values.forEach((value, name) => {
          const field = form.elements[name];
          if (field && !['_csrf', 'mark', 'boxes'].includes(name) && field.type !== 'checkbox') field.value = value;
        });
        save();
      }
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
        asked = true;
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
