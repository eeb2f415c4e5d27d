// Why a cell says what it says: law, evidence, wording, what may be done instead, and the rules in their order.
import { Check, Minus, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../../api/client';
import { useAreaName } from '../../api/house';
import type { Text } from '../../api/parts';
import type { Cell, ExplainedCell, TraceLine } from '../../api/schema';
import { useAsk } from '../../api/useAsk';
import { useFormat, useSay, useWords } from '../../i18n';
import { RefusalNote, Skeleton, useLate } from '../../ui/states';
import { StatusIcon } from '../../ui/status';
import { useNarrow } from '../../ui/useNarrow';
import type { Spot } from './verdict';

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
    // Where the act is forbidden at any hour its hours say nothing.
    const hours =
        cell.verdict === 'forbidden'
            ? ''
            : from && until && !cell.hours.open
              ? format.span(from, until, asked_at)
              : [
                    from && !cell.hours.open && format.from(from, asked_at),
                    until && format.until(until, asked_at),
                ]
                    .filter(Boolean)
                    .join(', ');
    const rows: [string, ReactNode][] = [
        [words.card.laws, cell.laws.length > 0 && <Lines texts={cell.laws.map(unbroken)} strong />],
        [words.card.basis, cell.verdict === 'forbidden' && words.card.basisOf[cell.basis]],
        [words.card.contactPoint, cell.contact_point],
        [words.card.hours, hours],
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

/** A citation breaks before its parts, never between a sign and its number. */
export function unbroken(law: string) {
    return law.replace(/(§|Art\.|Abs\.|Nr\.|Satz|lit\.) (?=\S)/g, '$1\u00a0');
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

/** The rule that hits decides either way: what it decided is the cell's verdict. Rules that were not meant fold away. */
function Trace({ steps, permits }: { steps: TraceLine[]; permits: boolean }) {
    const { card } = useWords();
    const narrow = useNarrow();
    const asked = steps.filter(({ outcome }) => outcome !== 'not_meant');
    const others = steps.filter(({ outcome }) => outcome === 'not_meant');
    return (
        <details className="trace" open={!narrow}>
            <summary>{card.trace}</summary>
            <Steps steps={asked} permits={permits} />
            {others.length > 0 && (
                <details>
                    <summary>{card.notMeant(others.length)}</summary>
                    <Steps steps={others} permits={permits} />
                </details>
            )}
        </details>
    );
}

const icons = { passed: Check, hit: X, not_meant: Minus } as const;

function Steps({ steps, permits }: { steps: TraceLine[]; permits: boolean }) {
    const { card } = useWords();
    const say = useSay();
    return (
        <ol>
            {steps.map((entry) => {
                const hit = entry.outcome === 'hit';
                const Icon = hit && permits ? Check : icons[entry.outcome];
                return (
                    <li key={entry.rule} className={`${entry.outcome} ${hit && !permits ? 'forbids' : ''}`}>
                        <Icon size={15} role="img" aria-label={card.outcome[entry.outcome]} />
                        <span>{say(entry.text)}</span>
                    </li>
                );
            })}
        </ol>
    );
}
