/**
 * CodeMirror for SQL. It lives in a shadow root: there its styles are constructed sheets, which the security policy allows, while
 * in the document they would be a style element, which it does not.
 */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { PostgreSQL, sql, SQLDialect } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
  type DecorationSet,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { SqlTableInfo } from '../../workers/tables';

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly onchange: (text: string) => void;
  readonly onrun: () => void;
}

export interface SqlEditor {
  setText(text: string): void;
  /** At the cursor, with a blank before it where one is needed. */
  insert(text: string): void;
  setTables(tables: readonly SqlTableInfo[]): void;
  /** Puts the cursor there and colours the line; null colours none. Lines and characters count from 1. */
  showProblem(place: { line: number; column: number } | null): void;
  focus(): void;
  destroy(): void;
}

const functions =
  'abs approx_quantile arg_max arg_min avg ceil coalesce concat contains corr count date_diff epoch first floor greatest histogram ' +
  'ifnull last least left length levenshtein list ln log lower max median min mode nullif power quantile_cont regexp_matches ' +
  'regexp_replace replace right round row_number rank dense_rank ntile lag lead sqrt stddev strftime string_agg strptime substr ' +
  'sum trim trunc try_cast upper';
const dialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} anti asof describe exclude pivot positional qualify replace sample semi summarize unpivot`,
  builtin: functions,
});

/** Words in the dark blue-green of the page, text warm, numbers violet: each at least 4.5 to 1 on white, and told apart by weight too. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: '#0a6068', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: '#a63d1b' },
  { tag: [tags.number, tags.bool, tags.null], color: '#6b3fa0' },
  { tag: tags.comment, color: '#5f6f75', fontStyle: 'italic' },
  { tag: [tags.standard(tags.name), tags.typeName], color: '#1d5aa8' },
  { tag: tags.operator, color: '#48595f' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--t-s)', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
  '&.cm-focused': { outline: '3px solid var(--ink)', outlineOffset: '-3px' },
  '.cm-scroller': {
    fontFamily:
      "ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace",
    lineHeight: '1.55',
  },
  '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLine': { backgroundColor: '#f3f6f580' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-problem': { backgroundColor: '#fbe9e2', boxShadow: 'inset 3px 0 var(--danger)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-s)',
    backgroundColor: 'var(--paper)',
    boxShadow: 'var(--shade)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '12em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
});

const problemAt = StateEffect.define<number | null>();
const problemLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    // What was wrong is being changed.
    if (transaction.docChanged) return Decoration.none;
    for (const effect of transaction.effects)
      if (effect.is(problemAt))
        return effect.value === null
          ? Decoration.none
          : Decoration.set([Decoration.line({ class: 'cm-problem' }).range(effect.value)]);
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Puts an editor into `host`, which has no shadow root yet. */
export function openEditor(host: HTMLElement, options: EditorOptions): SqlEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const help = document.createElement('p');
  help.id = 'help';
  help.hidden = true;
  help.textContent = options.help;
  const holder = document.createElement('div');
  holder.style.height = '100%';
  root.replaceChildren(help, holder);
  const language = new Compartment();
  const view = new EditorView({
    root,
    parent: holder,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        EditorView.lineWrapping,
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        autocompletion({ icons: false }),
        problemLine,
        syntaxHighlighting(colours),
        look,
        placeholder(options.placeholder),
        language.of(sql({ dialect, upperCaseKeywords: true })),
        keymap.of([
          { key: 'Mod-Enter', preventDefault: true, run: () => (options.onrun(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': 'help',
          // It has the keys already; said so that checkers see that what scrolls can be reached.
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onchange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (text) => {
      if (text === view.state.doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
      });
    },
    insert: (text) => {
      const { from } = view.state.selection.main;
      const before = view.state.sliceDoc(Math.max(0, from - 1), from);
      view.dispatch(view.state.replaceSelection(/[\s(.,]|^$/.test(before) ? text : ` ${text}`));
      view.focus();
    },
    setTables: (tables) => {
      const schema = Object.fromEntries(tables.map(({ name, columns }) => [name, [...columns]]));
      view.dispatch({ effects: language.reconfigure(sql({ dialect, schema, upperCaseKeywords: true })) });
    },
    showProblem: (place) => {
      if (place === null) {
        view.dispatch({ effects: problemAt.of(null) });
        return;
      }
      const line = view.state.doc.line(Math.min(Math.max(1, place.line), view.state.doc.lines));
      const at = Math.min(line.from + place.column - 1, line.to);
      view.dispatch({ selection: { anchor: at }, effects: problemAt.of(line.from), scrollIntoView: true });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
