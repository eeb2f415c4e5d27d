// What the person wants, as it was recorded: objections first, then consents, claims, presumed interest.
import { BadgeHelp, CircleCheck, FileQuestion, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAreaName } from '../../api/house';
import type { Channel, Person, Scope } from '../../api/schema';
import { useFormat, useSay, useWords } from '../../i18n';

export function useScopeWords() {
    const words = useWords();
    const areaName = useAreaName();
    return (areas: Scope, channels: Channel[]) => {
        const where = areas.all ? words.card.allAreas : areas.areas.map(areaName).join(', ');
        const how =
            channels.length === 0
                ? words.card.allChannels
                : channels.map((channel) => words.channel[channel]).join(', ');
        return `${where} · ${how}`;
    };
}

export function WillsPanel({ person }: { person: Person }) {
    const words = useWords();
    const { card } = words;
    const say = useSay();
    const format = useFormat();
    const areaName = useAreaName();
    const scope = useScopeWords();
    const none =
        person.consents.length + person.objections.length + person.claims.length + person.interests.length ===
        0;
    return (
        <section className="panel" aria-labelledby="wills-title">
            <div className="panel-head">
                <h2 id="wills-title">{card.wills}</h2>
            </div>
            {none && <p className="hint">{card.noWills}</p>}
            <ul className="wills">
                {person.objections.map((each) => (
                    <Will
                        key={each.objection_id}
                        tone="stop"
                        icon={<OctagonX size={18} aria-hidden="true" />}
                        title={card.objectionOf(scope(each.areas, each.channels))}
                        lines={[
                            `${card.on(format.dateTime(each.objected_at))} · ${say(each.way)}`,
                            each.note,
                            each.source.name,
                        ]}
                    />
                ))}
                {person.consents.map((each) => (
                    <Will
                        key={each.consent_id}
                        tone={each.state === 'withdrawn' || each.state === 'refused' ? 'stop' : 'ok'}
                        icon={<CircleCheck size={18} aria-hidden="true" />}
                        title={card.consentOf(scope(each.areas, each.channels))}
                        lines={[
                            [
                                card.consentState[each.state],
                                consentDate(each) && card.on(format.date(consentDate(each) ?? '')),
                                words.way[each.way],
                            ]
                                .filter(Boolean)
                                .join(' · '),
                            each.evidence_note ? card.evidenceOf(each.evidence_note) : null,
                            `${card.by(each.taken_by)} · ${each.source.name}`,
                        ]}
                    />
                ))}
                {person.claims.map((each) => (
                    <Will
                        key={each.claim_id}
                        tone="unk"
                        icon={<FileQuestion size={18} aria-hidden="true" />}
                        title={card.claimOf(scope(each.areas, each.channels))}
                        lines={[card.claimState[each.state], card.saidOf(each.said), each.source.name]}
                    />
                ))}
                {person.interests.map((each) => (
                    <Will
                        key={each.interest_id}
                        tone="warn"
                        icon={<BadgeHelp size={18} aria-hidden="true" />}
                        title={card.interestOf(areaName(each.area_no))}
                        lines={[
                            each.why_content,
                            each.why_phone,
                            each.review_on ? card.reviewOn(format.date(each.review_on)) : null,
                        ]}
                    />
                ))}
            </ul>
        </section>
    );
}

function consentDate(consent: Person['consents'][number]) {
    return consent.withdrawn_at ?? consent.confirmed_at ?? consent.given_at;
}

function Will({
    tone,
    icon,
    title,
    lines,
}: {
    tone: string;
    icon: ReactNode;
    title: string;
    lines: (string | null | undefined)[];
}) {
    return (
        <li className={`will ${tone}`}>
            {icon}
            <div>
                <strong>{title}</strong>
                {lines.map(
                    (line) =>
                        line && (
                            <span key={line} className="block">
                                {line}
                            </span>
                        ),
                )}
            </div>
        </li>
    );
}
