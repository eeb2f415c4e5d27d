// The verdict in one sentence, before anything else. It speaks of the call; other channels stand in the matrix. A no says
// what one may do instead; a yes outside its hours says when, and nothing besides.
import { Clock } from 'lucide-react';
import type { Ref } from 'react';
import { useHouse } from '../../api/house';
import type { Cell } from '../../api/schema';
import { useSay, useWords } from '../../i18n';
import { StatusIcon } from '../../ui/status';
import { useVerdictSentence, useWaitingWords } from './sentence';
import { isClosed, toneOf, type VerdictState } from './verdict';

interface Props {
    state: VerdictState;
    cell: Cell | undefined;
    asked_at: string | undefined;
    area_no: number;
    onArea: (area_no: number) => void;
    reasonId: string;
    ref: Ref<HTMLElement>;
}

export function Banner({ state, cell, asked_at, area_no, onArea, reasonId, ref }: Props) {
    const words = useWords();
    const { areas } = useHouse();
    const tone = state === 'ready' && cell ? toneOf(cell) : 'unk';
    return (
        <section className={`banner ${tone}`} aria-labelledby={`${reasonId}-title`} tabIndex={-1} ref={ref}>
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
    const sentence = useVerdictSentence();
    const closed = isClosed(cell);
    return (
        <>
            {closed ? <Clock size={26} aria-hidden="true" /> : <StatusIcon status={cell.status} size={26} />}
            <div>
                <h2 id={id}>{sentence(cell, asked_at)}</h2>
                {!closed && <p>{say(cell.sentence)}</p>}
                {cell.instead && (
                    <p className="instead">
                        <b>{words.card.instead}</b>
                        {say(cell.instead)}
                    </p>
                )}
            </div>
        </>
    );
}

function Waiting({ state, id }: { state: VerdictState; id: string }) {
    const { title, text } = useWaitingWords()(state);
    return (
        <>
            <StatusIcon status="unknown" size={26} />
            <div>
                <h2 id={id}>{title}</h2>
                <p>{text}</p>
            </div>
        </>
    );
}
