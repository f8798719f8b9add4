/* Completes words while somebody types in the search box: a combobox with a list
 * (ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
 *
 * Without this script the box is a plain field of a form, and it stays one when
 * the server does not answer. What is offered comes from /api/v1/suggestions. */

"use strict";

(() => {
  const PAUSE = 120; // ms without a key before the server is asked
  const KNOWN = 50; // answers kept, so that going back asks nothing

  const input = document.querySelector("input[data-suggestions]");
  if (!input || !("AbortController" in window)) return;

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "言葉の候補");
  list.hidden = true;

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");

  const row = input.parentElement;
  row.append(list, status);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const known = new Map();
  let timer = 0; // of the pause
  let asked = null; // the request under way
  let active = -1; // the option that Enter takes
  let typed = input.value; // what the person typed, without what was put there

  const kinds = JSON.parse(input.dataset.kinds); // their names on the page

  function option(suggestion, index) {
    const item = document.createElement("li");
    item.id = `suggestion-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.q = suggestion.q;
    const text = document.createElement("span");
    text.className = "suggestion-text";
    text.textContent = suggestion.q;
    const about = document.createElement("span");
    about.className = "suggestion-about";
    const count = suggestion.count === undefined ? "" : ` ${suggestion.count}件`;
    about.textContent = `${kinds[suggestion.kind] ?? ""}${count}`;
    item.append(text, about);
    return item;
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    select(-1);
    const isOpen = suggestions.length > 0;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    status.textContent = isOpen ? `候補が${suggestions.length}件あります` : "";
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    show([]);
  }

  function select(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const item = list.children[active];
    if (!item) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  async function ask(q) {
    asked?.abort();
    if (known.has(q)) {
      show(known.get(q));
      return;
    }
    const controller = new AbortController();
    asked = controller;
    try {
      const address = `${input.dataset.suggestions}?${new URLSearchParams({ q })}`;
      const answer = await fetch(address, { signal: controller.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { suggestions } = await answer.json();
      known.set(q, suggestions);
      if (known.size > KNOWN) known.delete(known.keys().next().value);
      // What was typed meanwhile has a request of its own.
      if (asked === controller) show(suggestions);
    } catch {
      if (asked === controller) show([]);
    }
  }

  function take(item) {
    input.value = item.dataset.q;
    typed = input.value;
    close();
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    if (typed.trim() === "") {
      close();
      return;
    }
    timer = setTimeout(() => ask(typed), PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    // The keys belong to the input method as long as it converts.
    if (event.isComposing || event.keyCode === 229) return;
    const last = list.children.length - 1;
    const isOpen = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!isOpen) {
          if (typed.trim() !== "") ask(typed);
          return;
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place lies beyond the list: what was typed.
        const places = last + 2;
        select(((active + 1 + step + places) % places) - 1);
        input.value = list.children[active]?.dataset.q ?? typed;
        return;
      }
      case "Enter":
        // The form goes off with what stands in the box.
        if (isOpen) close();
        return;
      case "Escape":
        if (isOpen) {
          event.preventDefault();
          input.value = typed;
          close();
        }
        return;
      case "Tab":
        if (isOpen) close();
        return;
      default:
    }
  });

  input.addEventListener("blur", close);

  // Before the box loses the focus, which would close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    take(item);
    input.form?.requestSubmit();
  });
})();
