// A company and who works there, each with the way to his card.
import { api } from '../../api/client';
import type { Company, PersonRow } from '../../api/schema';
import { usePages } from '../../api/usePages';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Link } from '../../ui/Link';
import { readableNumber } from '../../ui/readable';
import { RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';

interface StaffPage {
    company: Company;
    rows: PersonRow[];
    next?: string | undefined;
}

export function CompanyView({ company_id }: { company_id: string }) {
    const { companies: text, more: moreWord } = useWords();
    const staff = usePages<PersonRow, StaffPage>(`company ${company_id}`, async (after, signal) => {
        const { company, persons, next } = await api.get('/companies/{company_id}', {
            path: { company_id },
            query: { limit: 100, ...(after ? { after } : {}) },
            ...(signal ? { signal } : {}),
        });
        return { company, rows: persons, next };
    });
    const late = useLate(staff.pending && !staff.rows);
    return (
        <>
            <div className="page-head">
                <h1>{staff.first?.company.name ?? text.title}</h1>
            </div>
            <section className="panel" aria-labelledby="staff-title">
                <div className="panel-head">
                    <h2 id="staff-title">{text.staff}</h2>
                </div>
                {late && <Skeleton lines={6} className="rows" />}
                {staff.refusal && !staff.rows && <Trouble refusal={staff.refusal} again={staff.again} />}
                {staff.rows?.length === 0 && <p className="hint">{text.nobody}</p>}
                {staff.rows && staff.rows.length > 0 && <Staff rows={staff.rows} />}
                {staff.refusal && staff.rows && <RefusalNote refusal={staff.refusal} />}
                {staff.more && (
                    <Button onClick={() => void staff.more?.()} busy={staff.growing}>
                        {moreWord}
                    </Button>
                )}
            </section>
        </>
    );
}

function Staff({ rows }: { rows: PersonRow[] }) {
    const words = useWords();
    const { persons } = words;
    return (
        <table className="table stack" aria-labelledby="staff-title">
            <thead>
                <tr>
                    <th scope="col">{persons.name}</th>
                    <th scope="col">{persons.city}</th>
                    <th scope="col">{persons.kind}</th>
                    <th scope="col">{persons.contact}</th>
                    <th scope="col">{persons.number}</th>
                </tr>
            </thead>
            <tbody>
                {rows.map((person) => (
                    <tr key={person.person_id}>
                        <th scope="row" className="value">
                            <Link className="cell-link" href={`/kunden/${person.person_id}`}>
                                {person.name}
                            </Link>
                        </th>
                        <td data-label={persons.city}>{person.city ?? words.none}</td>
                        <td data-label={persons.kind}>{words.kind[person.kind]}</td>
                        <td data-label={persons.contact}>
                            {readableNumber(person.contact_points[0] ?? words.none)}
                        </td>
                        <td data-label={persons.number}>{person.customer_number ?? words.none}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
