import type { Block, Button, Column, View } from "../../src/view/view.ts";
import { attributes, escapeHtml } from "./html.ts";
import { type Reader, renderText } from "./render-text.ts";
import { roomTexts as m } from "./texts.ts";

export type { Reader } from "./render-text.ts";

/** Where the nth chart of this view is served as a picture. */
export type ChartAddress = (index: number) => string;

/** A view as HTML for the page. */
export function renderView(view: View, reader: Reader, chartAddress: ChartAddress): string {
  let charts = 0;
  return view.blocks
    .map((block) =>
      renderBlock(block, reader, () => {
        charts += 1;
        return chartAddress(charts - 1);
      }),
    )
    .join("");
}

function renderBlock(block: Block, reader: Reader, nextChart: () => string): string {
  switch (block.kind) {
    case "heading":
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case "text":
      return `<p>${renderText(block.text, reader)}</p>`;
    case "fields":
      return `<dl>${block.fields.map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${renderText(value, reader)}</dd></div>`).join("")}</dl>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${renderText(item, reader)}</li>`).join("")}</ul>`;
    case "table":
      return renderTable(block.columns, block.rows, reader);
    case "note":
      return `<p class="note">${renderText(block.text, reader)}</p>`;
    case "divider":
      return "<hr>";
    case "buttons":
      return `<div class="buttons">${block.buttons.map(renderButton).join("")}</div>`;
    case "choice":
      return renderChoice(block, reader);
    case "chart":
      return `<img${attributes({ class: "chart", src: nextChart(), alt: block.alt, width: 820, height: 420, loading: "lazy" })}>`;
  }
}

function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], { words }: Reader): string {
  const side = (index: number) => attributes({ class: columns[index]?.align === "right" ? "number" : undefined });
  const head = columns
    .map((column, index) => `<th scope="col"${side(index)}>${escapeHtml(column.label)}</th>`)
    .join("");
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${side(index)}>${escapeHtml(cell)}</td>`).join("")}</tr>`,
  );
  const region = attributes({ class: "scroll", role: "region", tabindex: 0, "aria-label": words.plain(m.table) });
  return `<div${region}><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function renderButton(button: Button): string {
  const given = attributes({
    type: "button",
    class: button.style ? `action ${button.style}` : "action",
    "data-action": button.action,
    "data-confirm": button.confirm ? JSON.stringify(button.confirm) : undefined,
  });
  return `<button${given}>${escapeHtml(button.label)}</button>`;
}

/** A menu acts when its button is pressed, so that arrow keys can walk through it first. */
function renderChoice(block: Extract<Block, { kind: "choice" }>, { words }: Reader): string {
  const options = block.options.map(
    ({ label, action }) => `<option${attributes({ value: action })}>${escapeHtml(label)}</option>`,
  );
  const button = `<button type="button" class="action" data-chooses>${escapeHtml(words.plain(m.choose))}</button>`;
  return `<div class="choice"><label><span>${escapeHtml(block.label)}</span><select>${options.join("")}</select></label>${button}</div>`;
}
