// Why a cell says what it says: law, evidence, wording, what may be done instead, and the rules in their order.
import { Check, Minus, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../../api/client';
import { useAreaName } from '../../api/house';
import type { Text } from '../../api/parts';
import type { Cell, ExplainedCell, TraceLine } from '../../api/schema';
import { useAsk } from '../../api/useAsk';
import { useFormat, useSay, useWords } from '../../i18n';
import { readableLaw, readableNumber } from '../../ui/readable';
import { RefusalNote, Skeleton, useLate } from '../../ui/states';
import { StatusIcon } from '../../ui/status';
import { isClosed, type Spot } from './verdict';

interface Props {
    person_id: string;
    spot: Spot;
    cell: Cell | undefined;
    asked_at: string | undefined;
    checking: boolean;
    actions: ReactNode;
}

export function Inspector({ person_id, spot, cell, asked_at, checking, actions }: Props) {
    const words = useWords();
    const areaName = useAreaName();
    const title = words.card.cellTitle(areaName(spot.area_no), words.channel[spot.channel]);
    const shown = checking ? undefined : cell;
    const settled = useSettled(shown ? `${person_id}/${spot.area_no}/${spot.channel}/${asked_at}` : null);
    const why = useAsk<ExplainedCell>(settled && shown ? settled : null, (signal) =>
        api.get('/persons/{person_id}/permissions/{area_no}/{channel}', {
            path: { person_id, area_no: String(spot.area_no), channel: spot.channel },
            signal,
        }),
    );
    const late = useLate(why.pending);
    return (
        <aside className="panel inspector" aria-labelledby="inspector-title">
            <h2 id="inspector-title">{title}</h2>
            {shown ? <Verdict cell={shown} /> : <p className="hint">{words.card.verdictPendingText}</p>}
            {shown && <Facts cell={shown} asked_at={asked_at ?? ''} />}
            {why.data?.wording && (
                <figure className="quote">
                    <figcaption>{`${words.card.wording}: ${why.data.wording.label}`}</figcaption>
                    <blockquote>{why.data.wording.text}</blockquote>
                </figure>
            )}
            {shown && <Texts title={words.card.duties} texts={shown.duties.map((duty) => duty.text)} />}
            {shown && <Texts title={words.card.others} texts={shown.other_reasons} />}
            {actions && <div className="inspector-actions">{actions}</div>}
            {late && <Skeleton lines={3} />}
            {why.refusal && <RefusalNote refusal={why.refusal} />}
            {why.data && why.data.trace.length > 0 && (
                <Trace steps={why.data.trace} permits={why.data.cell.verdict !== 'forbidden'} />
            )}
        </aside>
    );
}

/** The key once it has stood still for a moment: arrows through the matrix ask, and log, only where somebody stops. */
function useSettled(key: string | null) {
    const [settled, setSettled] = useState<string | null>(null);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(key), 180);
        return () => clearTimeout(timer);
    }, [key]);
    return settled === key ? settled : null;
}

function Verdict({ cell }: { cell: Cell }) {
    const words = useWords();
    const say = useSay();
    return (
        <div className={`verdict ${cell.status}`}>
            <StatusIcon status={cell.status} size={20} />
            <div>
                <strong>{words.status[cell.status]}</strong>
                <p>{say(cell.sentence)}</p>
                {cell.instead && (
                    <p className="instead">
                        <b>{words.card.instead}</b>
                        {say(cell.instead)}
                    </p>
                )}
            </div>
        </div>
    );
}

function Facts({ cell, asked_at }: { cell: Cell; asked_at: string }) {
    const words = useWords();
    const say = useSay();
    const format = useFormat();
    const { from, until } = cell.hours;
    const hours = isClosed(cell)
        ? from && format.opening(from, until, asked_at)
        : // Where the act is forbidden at any hour its hours say nothing.
          cell.verdict !== 'forbidden' && until && format.until(until, asked_at);
    const rows: [string, ReactNode][] = [
        [
            words.card.laws,
            cell.laws.length > 0 && (
                <Lines texts={cell.laws.map((law) => readableLaw(law, format.language))} strong />
            ),
        ],
        [words.card.basis, cell.verdict === 'forbidden' && words.card.basisOf[cell.basis]],
        [words.card.contactPoint, cell.contact_point && readableNumber(cell.contact_point)],
        [words.card.hours, hours && format.alone(hours)],
        [words.card.evidence, cell.evidence.length > 0 && <Lines texts={cell.evidence.map(say)} />],
    ];
    return (
        <dl className="facts">
            {rows.map(
                ([name, value]) =>
                    value && (
                        <div key={name}>
                            <dt>{name}</dt>
                            <dd>{value}</dd>
                        </div>
                    ),
            )}
        </dl>
    );
}

function Lines({ texts, strong }: { texts: string[]; strong?: boolean }) {
    return texts.map((text) => (
        <span className={`block ${strong ? 'strong' : ''}`} key={text}>
            {text}
        </span>
    ));
}

function Texts({ title, texts }: { title: string; texts: Text[] }) {
    const say = useSay();
    if (texts.length === 0) return null;
    return (
        <section className="texts">
            <h3>{title}</h3>
            <ul>
                {texts.map((text) => (
                    <li key={text.de}>{say(text)}</li>
                ))}
            </ul>
        </section>
    );
}

/** First the rule that decided, then, folded away, those that stood in no way and those that were not meant. */
function Trace({ steps, permits }: { steps: TraceLine[]; permits: boolean }) {
    const { card } = useWords();
    const of = (outcome: TraceLine['outcome']) => steps.filter((step) => step.outcome === outcome);
    const folded = [
        ['passed', card.passed],
        ['not_meant', card.notMeant],
    ] as const;
    return (
        <section className="trace" aria-labelledby="trace-title">
            <h3 id="trace-title">{card.trace}</h3>
            <Steps steps={of('hit')} permits={permits} />
            {folded.map(([outcome, title]) => {
                const lines = of(outcome);
                return (
                    lines.length > 0 && (
                        <details key={outcome}>
                            <summary>{title(lines.length)}</summary>
                            <Steps steps={lines} permits={permits} />
                        </details>
                    )
                );
            })}
        </section>
    );
}

function Steps({ steps, permits }: { steps: TraceLine[]; permits: boolean }) {
    const { card } = useWords();
    const say = useSay();
    return (
        <ol>
            {steps.map(({ rule, outcome, text }) => {
                const decides = outcome === 'hit';
                const Icon = !decides ? Minus : permits ? Check : X;
                return (
                    <li key={rule} className={decides ? (permits ? 'permits' : 'forbids') : ''}>
                        <Icon size={15} role="img" aria-label={card.outcome[outcome]} />
                        <span>{say(text)}</span>
                    </li>
                );
            })}
        </ol>
    );
}
