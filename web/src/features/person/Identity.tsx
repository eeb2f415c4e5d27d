// Who this is, in one row, and what one can do: the call is offered only where the server said yes.
import {
    ArrowLeft,
    ChevronDown,
    ChevronUp,
    CircleAlert,
    CircleCheck,
    MapPin,
    Pencil,
    Phone,
    PhoneOff,
} from 'lucide-react';
import type { Person } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Link } from '../../ui/Link';
import { Parts } from '../../ui/Parts';

interface Props {
    person: Person;
    callBlockedBy: string | undefined;
    /** Also of a call that is blocked: whoever tries hears why. */
    onCall: (() => void) | undefined;
    onObjection: (() => void) | undefined;
    onEdit: (() => void) | undefined;
}

export function Identity({ person, callBlockedBy, onCall, onObjection, onEdit }: Props) {
    const words = useWords();
    const { card } = words;
    const format = useFormat();
    const notice = person.notices[0];
    const post = person.contact_points.find((point) => point.kind === 'post');
    const company = person.companies[0];
    return (
        <section className="panel identity" aria-labelledby="person-name">
            <Avatar name={person.name} large />
            <div className="identity-text">
                <div className="identity-line">
                    <h1 id="person-name">{person.name}</h1>
                    <span className="tag">{words.kindLong[person.kind]}</span>
                    {notice ? (
                        <span className="tag ok">
                            <CircleCheck size={14} aria-hidden="true" />
                            {card.informed(notice.article)}
                        </span>
                    ) : (
                        <span className="tag warn">
                            <CircleAlert size={14} aria-hidden="true" />
                            {card.notInformed}
                        </span>
                    )}
                    {person.deceased && <span className="tag stop">{card.deceased}</span>}
                </div>
                <p className="identity-facts">
                    {person.customer_number && <span>{person.customer_number}</span>}
                    {company && company.name !== person.name && (
                        <span>{[company.position, company.name].filter(Boolean).join(', ')}</span>
                    )}
                    {post && (
                        <span>
                            <MapPin size={15} aria-hidden="true" />
                            <span className="block">
                                <Parts text={post.value} />
                            </span>
                        </span>
                    )}
                    {person.birth_date && <span>{`${card.birth} ${format.date(person.birth_date)}`}</span>}
                </p>
            </div>
            <div className="identity-actions">
                {onEdit && (
                    <Button
                        look="quiet"
                        icon={<Pencil size={16} aria-hidden="true" />}
                        hint="B"
                        onClick={onEdit}
                    >
                        {words.editPerson.open}
                    </Button>
                )}
                {onObjection && (
                    <Button look="danger" hint="W" onClick={onObjection}>
                        {card.objection}
                    </Button>
                )}
                {onCall &&
                    (callBlockedBy ? (
                        <Button
                            icon={<PhoneOff size={16} aria-hidden="true" />}
                            hint="A"
                            blockedBy={callBlockedBy}
                            onBlocked={onCall}
                        >
                            {card.blocked}
                        </Button>
                    ) : (
                        <Button
                            look="primary"
                            icon={<Phone size={16} aria-hidden="true" />}
                            hint="A"
                            onClick={onCall}
                        >
                            {card.call}
                        </Button>
                    ))}
            </div>
        </section>
    );
}

/** Back to the list, and on to its next person, without a detour. */
export function Steps({
    back,
    previous,
    next,
}: {
    back: string;
    previous: string | undefined;
    next: string | undefined;
}) {
    const { card } = useWords();
    return (
        <nav className="steps" aria-label={card.back}>
            <Link className="step-back" href={back}>
                <ArrowLeft size={16} aria-hidden="true" />
                {card.back}
            </Link>
            {(previous || next) && (
                <span className="step-pair">
                    {previous && (
                        <Link
                            className="icon-button"
                            href={previous}
                            aria-label={card.previous}
                            aria-keyshortcuts="K"
                        >
                            <ChevronUp size={18} aria-hidden="true" />
                        </Link>
                    )}
                    {next && (
                        <Link
                            className="icon-button"
                            href={next}
                            aria-label={card.next}
                            aria-keyshortcuts="J"
                        >
                            <ChevronDown size={18} aria-hidden="true" />
                        </Link>
                    )}
                </span>
            )}
        </nav>
    );
}
