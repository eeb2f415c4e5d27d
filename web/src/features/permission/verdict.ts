// What the banner and the call button make of the server's cell. Nothing here decides: it only ever takes away.
import type { ChannelKey, Status } from '../../api/parts';
import type { Cell, Matrix } from '../../api/schema';

export type Tone = 'ok' | 'warn' | 'stop' | 'unk';

/** Only `ready` shows a verdict; everything else is blocked. */
export type VerdictState = 'checking' | 'failed' | 'no_right' | 'ready';

export interface Spot {
    area_no: number;
    channel: ChannelKey;
}

export function cellAt(matrix: Matrix | undefined, spot: Spot): Cell | undefined {
    return matrix?.cells.find((cell) => cell.area_no === spot.area_no && cell.channel === spot.channel);
}

function permits({ verdict, status }: Cell) {
    return verdict !== 'forbidden' && (status === 'allowed' || status === 'conditional');
}

/** Whether the act may be offered now. Missing, forbidden, outside hours: no. */
export function mayOffer(cell: Cell | undefined) {
    return cell !== undefined && permits(cell) && cell.hours.open;
}

/** Allowed as such, but not at this hour. */
export function isClosed(cell: Cell) {
    return permits(cell) && !cell.hours.open;
}

/** A condition that is met now is green, one still to be met amber; red is for a person's own no. */
export function toneOf(cell: Cell): Tone {
    const tones: Record<Status, Tone> = {
        allowed: 'ok',
        conditional: 'warn',
        objected: 'stop',
        unknown: 'unk',
        denied: 'unk',
    };
    const tone = tones[cell.status];
    if (tone === 'ok' && !cell.hours.open) return 'warn';
    if (tone === 'warn' && cell.hours.open && cell.duties.length === 0) return 'ok';
    return tone;
}
