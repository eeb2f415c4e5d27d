const encoder = new TextEncoder();

/** By how many bytes a text is longer than there is room for: what is cut off may be fewer characters, never more. */
export function excess(text: string, room: number | undefined) {
    // A character is three bytes at most, as JavaScript counts them.
    if (room === undefined || text.length * 3 <= room) return 0;
    return Math.max(0, encoder.encode(text.trim()).length - room);
}
