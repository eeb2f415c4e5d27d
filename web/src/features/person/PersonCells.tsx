// One row of the list: on a wide screen columns, on a phone two lines; the same cells for both.
import type { PersonRow } from '../../api/schema';
import { useWords } from '../../i18n';
import { Avatar } from '../../ui/Avatar';
import { ChannelBadges } from '../../ui/channel';
import { Link } from '../../ui/Link';
import { Marked } from '../../ui/Marked';
import { readableNumber } from '../../ui/readable';

export function PersonCells({ person, query, href }: { person: PersonRow; query: string; href: string }) {
    const words = useWords();
    const contact = person.contact_points[0] ?? '';
    const hit = query
        ? person.contact_points.find((value) => value.toLowerCase().includes(query.trim().toLowerCase()))
        : undefined;
    return (
        <>
            <div role="gridcell" className="c-name">
                <Avatar name={person.name} />
                <span className="two-lines">
                    <Link
                        href={href}
                        tabIndex={-1}
                        className="row-link"
                        onClick={(event) => event.stopPropagation()}
                    >
                        <Marked text={person.name} query={query} />
                    </Link>
                    {person.company && person.company !== person.name && (
                        <span className="c-company">
                            <Marked text={person.company} query={query} />
                        </span>
                    )}
                </span>
            </div>
            <div role="gridcell" className="c-city">
                <Marked text={person.city ?? words.none} query={query} />
            </div>
            <div role="gridcell" className="c-kind" title={words.kind[person.kind]}>
                {words.kindShort[person.kind]}
            </div>
            <div role="gridcell" className="c-contact">
                <Marked text={readableNumber(hit ?? contact) || words.none} query={query} />
            </div>
            <div role="gridcell" className="c-number">
                <Marked text={person.customer_number ?? words.none} query={query} />
            </div>
            <div role="gridcell" className="c-permission">
                {person.permissions && <ChannelBadges permissions={person.permissions} />}
            </div>
        </>
    );
}
