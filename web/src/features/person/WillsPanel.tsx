// What the person wants, as it was recorded: objections first, then consents, claims, presumed interest.
import {
    BadgeHelp,
    CircleCheck,
    CircleSlash,
    Clock,
    FileQuestion,
    OctagonX,
    TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useAreaName, useHouse } from '../../api/house';
import type { Claim } from '../../api/parts';
import type { Person } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { useSaid } from '../../ui/said';
import { useScopeWords } from '../../ui/scope';
import { ClaimActions } from './ClaimActions';
import { isOfMinor, overriding } from './overridden';

/** The source of every objection that was recorded here: stored once, in German. */
const own_objection = 'Widerspruch der Person';

interface Props {
    person: Person;
    onProve: ((claim: Claim) => void) | undefined;
    onChanged: () => void;
}

export function WillsPanel({ person, onProve, onChanged }: Props) {
    const words = useWords();
    const { card } = words;
    const format = useFormat();
    const areaName = useAreaName();
    const scope = useScopeWords();
    const { areas, channels } = useHouse();
    const allChannels = channels.map((row) => row.channel);
    const said = useSaid();
    const names = new Map(person.accounts.map(({ account_id, name }) => [account_id, name]));
    const none = [
        person.consents,
        person.objections,
        person.claims,
        person.interests,
        person.robinson_marks,
    ].every((each) => each.length === 0);
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
                            [
                                each.state === 'revoked' && card.objectionRevoked,
                                card.on(format.dateTime(each.objected_at)),
                                words.objectionWay[each.way] ?? each.way,
                            ]
                                .filter(Boolean)
                                .join(' · '),
                            each.way === 'list' && each.note ? card.saidOf(said(each.note)) : each.note,
                            each.source.name === own_objection ? card.ownObjection : each.source.name,
                        ]}
                    />
                ))}
                {person.robinson_marks.map((each) => (
                    <Will
                        key={each.list}
                        tone="stop"
                        icon={<OctagonX size={18} aria-hidden="true" />}
                        title={card.robinson(each.list)}
                        lines={[card.since(format.date(each.listed_on))]}
                    />
                ))}
                {person.consents.map((each) => {
                    const ofMinor = isOfMinor(each, person.birth_date);
                    const own = looks[each.state];
                    const over = own.tone === 'ok' && overriding(each, person.objections, areas, allChannels);
                    const { tone, icon: Icon } = over
                        ? looks[over.share]
                        : ofMinor && own.tone === 'ok'
                          ? looks.whole
                          : own;
                    return (
                        <Will
                            key={each.consent_id}
                            tone={tone}
                            icon={<Icon size={18} aria-hidden="true" />}
                            title={card.consentOf(scope(each.areas, each.channels))}
                            lines={[
                                over && card.overridden[over.share](format.date(over.by.objected_at)),
                                own.tone === 'ok' && ofMinor && card.ofMinor,
                                [
                                    card.consentState[each.state],
                                    consentDate(each) && card.on(format.date(consentDate(each) ?? '')),
                                    words.way[each.way],
                                ]
                                    .filter(Boolean)
                                    .join(' · '),
                                each.evidence_note ? card.evidenceOf(each.evidence_note) : null,
                                [names.get(each.taken_by), each.source.name].filter(Boolean).join(' · '),
                            ]}
                        />
                    );
                })}
                {person.claims.map((each) => (
                    <Will
                        key={each.claim_id}
                        tone="unk"
                        icon={<FileQuestion size={18} aria-hidden="true" />}
                        title={card.claimOf(scope(each.areas, each.channels))}
                        lines={[card.claimState[each.state], card.saidOf(said(each.said)), each.source.name]}
                        actions={
                            onProve &&
                            each.state === 'open' && (
                                <ClaimActions
                                    person_id={person.person_id}
                                    claim={each}
                                    scope={scope(each.areas, each.channels)}
                                    onProve={() => onProve(each)}
                                    onChanged={onChanged}
                                />
                            )
                        }
                    />
                ))}
                {person.interests.map((each) => {
                    const presumed = {
                        areas: { all: false, areas: [each.area_no] },
                        channels: ['phone' as const],
                    };
                    const over = overriding(presumed, person.objections, areas, allChannels);
                    const { tone, icon: Icon } = over ? looks.whole : looks.presumed;
                    return (
                        <Will
                            key={each.interest_id}
                            tone={tone}
                            icon={<Icon size={18} aria-hidden="true" />}
                            title={card.interestOf(areaName(each.area_no))}
                            lines={[
                                over && card.overridden.whole(format.date(over.by.objected_at)),
                                each.why_content,
                                each.why_phone,
                                each.review_on ? card.reviewOn(format.date(each.review_on)) : null,
                                names.get(each.recorded_by),
                            ]}
                        />
                    );
                })}
            </ul>
        </section>
    );
}

/** By the consent's state, and by what an objection took of it. A tick belongs to a whole yes. */
const looks = {
    presumed: { tone: 'warn', icon: BadgeHelp },
    requested: { tone: 'unk', icon: Clock },
    given: { tone: 'ok', icon: CircleCheck },
    confirmed: { tone: 'ok', icon: CircleCheck },
    withdrawn: { tone: 'stop', icon: OctagonX },
    refused: { tone: 'stop', icon: OctagonX },
    part: { tone: 'warn', icon: TriangleAlert },
    whole: { tone: 'unk', icon: CircleSlash },
} as const;

function consentDate(consent: Person['consents'][number]) {
    return consent.withdrawn_at ?? consent.confirmed_at ?? consent.given_at;
}

function Will({
    tone,
    icon,
    title,
    lines,
    actions,
}: {
    tone: string;
    icon: ReactNode;
    title: string;
    lines: (string | false | null | undefined)[];
    actions?: ReactNode;
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
                {actions}
            </div>
        </li>
    );
}
