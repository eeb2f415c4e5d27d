import { useAreaName } from '../../api/house';
import type { Cell } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { isClosed, type VerdictState } from './verdict';

/** What a cell says about its act at the time it was asked for, in one sentence. */
export function useVerdictSentence() {
    const { card } = useWords();
    const format = useFormat();
    const areaName = useAreaName();
    return (cell: Cell, asked_at: string) => {
        const area = areaName(cell.area_no);
        const { from, until } = cell.hours;
        if (isClosed(cell))
            return card.closed(cell.channel, area, from ? format.opening(from, until, asked_at) : '');
        const limit = cell.verdict !== 'forbidden' && until ? format.until(until, asked_at) : '';
        return card.sentence[cell.status](cell.channel, area, limit);
    };
}

/** In place of a verdict, where there is none. */
export function useWaitingWords() {
    const { card } = useWords();
    return (state: VerdictState) => {
        if (state === 'checking') return { title: card.verdictPending, text: card.verdictPendingText };
        return {
            title: card.verdictUnknown,
            text: state === 'no_right' ? card.noRight : card.verdictUnknownText,
        };
    };
}
