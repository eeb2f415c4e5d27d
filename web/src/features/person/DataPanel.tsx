// Every value with its source and the purposes it may be used for. A lock marks what serves one purpose and no advertising.
import { Lock, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useAreaName } from '../../api/house';
import type { ContactPoint } from '../../api/parts';
import type { Person } from '../../api/schema';
import { useRight } from '../../api/session';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { laterDialog } from '../../ui/later';
import { Link } from '../../ui/Link';
import { Parts } from '../../ui/Parts';
import { usePurposeName } from '../../ui/purpose';
import { isNumber, readableNumber } from '../../ui/readable';
import { JobActions } from './JobActions';
import { PointActions } from './PointActions';

const PointDialog = laterDialog(() => import('./PointDialog'));
const JobDialog = laterDialog(() => import('./JobDialog'));

/** Kept for something else than advertising: not to be used for it. */
export function bound(purposes: string[]) {
    return purposes.length > 0 && !purposes.includes('advertising');
}

export function DataPanel({ person, onChanged }: { person: Person; onChanged: () => void }) {
    const { person_id } = person;
    const mayEdit = useRight('edit_person');
    const [adding, setAdding] = useState<'point' | 'company' | null>(null);
    const close = () => setAdding(null);
    const added = () => {
        close();
        onChanged();
    };
    const purposeName = usePurposeName();
    const words = useWords();
    const { card } = words;
    const areaName = useAreaName();
    const format = useFormat();
    const dated = (name: string, on: string | null | undefined) =>
        on ? `${name}, ${format.date(on)}` : name;
    return (
        <section className="panel" aria-labelledby="data-title">
            <div className="panel-head">
                <h2 id="data-title">{card.data}</h2>
                {mayEdit && (
                    <span className="row-actions">
                        <Button
                            icon={<Plus size={16} aria-hidden="true" />}
                            onClick={() => setAdding('point')}
                        >
                            {words.points.add}
                        </Button>
                        <Button
                            look="quiet"
                            icon={<Plus size={16} aria-hidden="true" />}
                            onClick={() => setAdding('company')}
                        >
                            {words.companies.add}
                        </Button>
                    </span>
                )}
            </div>
            <table className="table stack" aria-labelledby="data-title">
                <thead>
                    <tr>
                        <th scope="col">{card.datum}</th>
                        <th scope="col">{card.value}</th>
                        <th scope="col">{card.source}</th>
                        <th scope="col">{card.purposes}</th>
                    </tr>
                </thead>
                <tbody>
                    {person.contact_points.map((point) => (
                        <PointRow
                            key={point.contact_point_id}
                            point={point}
                            actions={
                                mayEdit && (
                                    <PointActions person_id={person_id} point={point} onChanged={onChanged} />
                                )
                            }
                        />
                    ))}
                    {person.companies.map((job) => (
                        <tr key={job.company_id}>
                            <th scope="row">{card.companies}</th>
                            <td className="value">
                                <span className="value-line">
                                    <span>
                                        <Link className="cell-link" href={`/firmen/${job.company_id}`}>
                                            {job.name}
                                        </Link>
                                        {[job.position, job.department].map((part) => part && ` · ${part}`)}
                                    </span>
                                    {mayEdit && (
                                        <JobActions person_id={person_id} job={job} onChanged={onChanged} />
                                    )}
                                </span>
                            </td>
                            <td className="source" data-label={card.source}>
                                {job.source.name}
                            </td>
                            <td data-label={card.purposes}>{purposeName(person.purpose)}</td>
                        </tr>
                    ))}
                    {person.sales.map((sale) => (
                        <tr key={sale.sale_id}>
                            <th scope="row">{card.sale}</th>
                            <td className="value">{areaName(sale.area_no)}</td>
                            <td className="source" data-label={card.source}>
                                {dated(sale.source.name, sale.concluded_on)}
                            </td>
                            <td data-label={card.purposes}>{purposeName(person.purpose)}</td>
                        </tr>
                    ))}
                    {person.notes.map((note) => (
                        <tr key={note.note_id}>
                            <th scope="row">{card.remark}</th>
                            <td className="value">{note.text}</td>
                            <td className="source" data-label={card.source}>
                                {dated(note.source.name, note.created_at)}
                            </td>
                            <td data-label={card.purposes}>{purposeName(person.purpose)}</td>
                        </tr>
                    ))}
                    <tr>
                        <th scope="row">{card.recordedFor}</th>
                        <td className="value">{purposeName(person.purpose)}</td>
                        <td className="source" data-label={card.source}>
                            {dated(person.source.name, person.collected_on ?? person.created_at)}
                        </td>
                        <td data-label={card.purposes}>{purposeName(person.purpose)}</td>
                    </tr>
                </tbody>
            </table>
            {person.contact_points.length === 0 && <p className="hint">{card.noPoints}</p>}
            {adding === 'point' && <PointDialog person_id={person_id} onClose={close} onDone={added} />}
            {adding === 'company' && <JobDialog person_id={person_id} onClose={close} onDone={added} />}
        </section>
    );
}

function PointRow({ point, actions }: { point: ContactPoint; actions: ReactNode }) {
    const purposeName = usePurposeName();
    const words = useWords();
    const format = useFormat();
    const only = bound(point.purposes);
    const names = point.purposes.map(purposeName);
    const written = readableNumber(point.value);
    const value = isNumber(point.value) ? (
        <span className="nowrap">{written}</span>
    ) : (
        <Parts text={written} />
    );
    return (
        <tr>
            <th scope="row">{words.point[point.kind]}</th>
            <td className="value">
                <span className="value-line">
                    <span>
                        {point.status === 'invalid' ? <s>{value}</s> : value}
                        {point.status === 'invalid' && (
                            <span className="tag stop">{words.points.invalid}</span>
                        )}
                        {point.owner === 'other' && <span className="tag warn">{words.points.other}</span>}
                        {point.capacity !== 'unstated' && (
                            <span className="tag">{words.points[point.capacity]}</span>
                        )}
                    </span>
                    {actions}
                </span>
            </td>
            <td className="source" data-label={words.card.source}>
                {point.collected_on
                    ? `${point.source.name}, ${format.date(point.collected_on)}`
                    : point.source.name}
            </td>
            <td data-label={words.card.purposes}>
                {only ? (
                    <span className="tag warn">
                        <Lock size={13} aria-hidden="true" />
                        {words.card.only(format.list(names))}
                    </span>
                ) : (
                    names.join(', ')
                )}
            </td>
        </tr>
    );
}
