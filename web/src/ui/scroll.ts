// Which rows of a tall list are in sight. Chromium caps an element's height at 33,554,428 px: 838,870 rows of 40 px.
// Beyond `maxHeight` the scroll position is therefore mapped: the bar still spans all rows, wheel and keys move by rows.
export interface ListShape {
    rows: number;
    rowHeight: number;
    viewport: number;
    maxHeight: number;
}
export interface Slice {
    first: number;
    last: number;
    offset: number;
    height: number;
}

export function innerHeight({ rows, rowHeight, maxHeight }: ListShape) {
    return Math.min(rows * rowHeight, maxHeight);
}

/** From the scroll bar's position to the position among all rows, in pixels of full height. */
export function fullTop(shape: ListShape, scrollTop: number) {
    const full = shape.rows * shape.rowHeight;
    const inner = innerHeight(shape);
    const reach = inner - shape.viewport;
    if (full === inner || reach <= 0) return scrollTop;
    return Math.min(scrollTop / reach, 1) * (full - shape.viewport);
}

/** And back: where the scroll bar must stand so that `top` is the first visible pixel. */
export function scrollTopOf(shape: ListShape, top: number) {
    const full = shape.rows * shape.rowHeight;
    const inner = innerHeight(shape);
    if (full === inner || full <= shape.viewport) return top;
    return (top / (full - shape.viewport)) * (inner - shape.viewport);
}

/** The rows to draw, with a few above and below, and where the first one stands inside the scrolled element. */
export function visible(shape: ListShape, scrollTop: number, spare = 6): Slice {
    const top = fullTop(shape, scrollTop);
    const first = Math.max(0, Math.floor(top / shape.rowHeight) - spare);
    const last = Math.min(shape.rows, Math.ceil((top + shape.viewport) / shape.rowHeight) + spare);
    return { first, last, offset: first * shape.rowHeight - top + scrollTop, height: innerHeight(shape) };
}

/** The scroll position that brings a row into sight; the same one where it is in sight already. */
export function revealing(shape: ListShape, scrollTop: number, row: number) {
    const top = fullTop(shape, scrollTop);
    const rowTop = row * shape.rowHeight;
    if (rowTop < top) return scrollTopOf(shape, rowTop);
    const over = rowTop + shape.rowHeight - (top + shape.viewport);
    return over > 0 ? scrollTopOf(shape, top + over) : scrollTop;
}
