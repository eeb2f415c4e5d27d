// The verdict in one sentence, before anything else. It speaks of the call; other channels stand in the matrix.
import { Clock } from 'lucide-react';
import { useHouse } from '../../api/house';
import type { Cell } from '../../api/schema';
import { useFormat, useSay, useWords } from '../../i18n';
import { StatusIcon } from '../../ui/status';
import { toneOf, type VerdictState } from './verdict';

interface Props {
    state: VerdictState;
    cell: Cell | undefined;
    asked_at: string | undefined;
    area_no: number;
    onArea: (area_no: number) => void;
    reasonId: string;
}

export function Banner({ state, cell, asked_at, area_no, onArea, reasonId }: Props) {
    const words = useWords();
    const { areas } = useHouse();
    const tone = state === 'ready' && cell ? toneOf(cell) : 'unk';
    return (
        <section className={`banner ${tone}`} aria-labelledby={`${reasonId}-title`}>
            <div className="banner-verdict" aria-live="polite" aria-atomic="true" id={reasonId}>
                {state === 'ready' && cell ? (
                    <Verdict cell={cell} asked_at={asked_at ?? ''} id={`${reasonId}-title`} />
                ) : (
                    <Waiting state={state} id={`${reasonId}-title`} />
                )}
            </div>
            {areas.length > 0 && (
                <div className="reasons" role="group" aria-label={words.card.reason}>
                    <span className="reasons-label">{words.card.reason}</span>
                    <div className="chips">
                        {areas.map((area) => (
                            <button
                                key={area.area_no}
                                type="button"
                                className="chip"
                                aria-pressed={area.area_no === area_no}
                                onClick={() => onArea(area.area_no)}
                            >
                                {area.name}
                            </button>
                        ))}
                    </div>
                </div>
            )}
        </section>
    );
}

function Verdict({ cell, asked_at, id }: { cell: Cell; asked_at: string; id: string }) {
    const words = useWords();
    const say = useSay();
    const format = useFormat();
    const { areas } = useHouse();
    const area = areas.find((each) => each.area_no === cell.area_no)?.name ?? '';
    const { open, from, until } = cell.hours;
    const good = cell.status === 'allowed' || cell.status === 'conditional';
    const closed = good && !open;
    const sentence = closed
        ? words.card.closed(cell.channel, area, from ? format.from(from, asked_at) : '')
        : words.card.sentence[cell.status](
              cell.channel,
              area,
              good && until ? format.until(until, asked_at) : '',
          );
    return (
        <>
            {closed ? <Clock size={26} aria-hidden="true" /> : <StatusIcon status={cell.status} size={26} />}
            <div>
                <h2 id={id}>{sentence}</h2>
                <p>{say(cell.sentence)}</p>
            </div>
        </>
    );
}

function Waiting({ state, id }: { state: VerdictState; id: string }) {
    const { card } = useWords();
    const checking = state === 'checking';
    const text = checking
        ? card.verdictPendingText
        : state === 'no_right'
          ? card.noRight
          : card.verdictUnknownText;
    return (
        <>
            <StatusIcon status="unknown" size={26} />
            <div>
                <h2 id={id}>{checking ? card.verdictPending : card.verdictUnknown}</h2>
                <p>{text}</p>
            </div>
        </>
    );
}
