// Numbers first, then every remark with its place, its reason and a way out.
import type { ImportReport, Remark } from '../../api/schema';
import { useFormat, useSay, useWords } from '../../i18n';
import { Link } from '../../ui/Link';
import { Note } from '../../ui/states';

const main = ['persons_created', 'persons_merged', 'rows_unchanged', 'rows_bad'] as const;
const more = ['contact_points', 'consents', 'claims', 'refusals', 'objections'] as const;
const tones: Record<Remark['weight'], string> = {
    note: '',
    value_unusable: 'warn',
    value_left_out: 'warn',
    row_left_out: 'stop',
};

export function ReportView({ report }: { report: ImportReport }) {
    const { imports } = useWords();
    const format = useFormat();
    return (
        <div className="report">
            <dl className="tiles">
                <div>
                    <dt>{imports.rows(report.rows)}</dt>
                    <dd>{format.number(report.rows)}</dd>
                </div>
                {main.map((name) => (
                    <div key={name} className={name === 'rows_bad' && report.rows_bad > 0 ? 'bad' : ''}>
                        <dt>{imports[name](report[name])}</dt>
                        <dd>{format.number(report[name])}</dd>
                    </div>
                ))}
            </dl>
            <dl className="counts">
                {more.map((name) => (
                    <div key={name}>
                        <dt>{imports[name](report[name])}</dt>
                        <dd>{format.number(report[name])}</dd>
                    </div>
                ))}
            </dl>
            {report.claims > 0 && <Note tone="unk">{imports.claimsHint}</Note>}
            {report.remarks.length > 0 && <Remarks report={report} />}
        </div>
    );
}

/** What needs somebody's hand stands open, what is only to be known folds away. */
function Remarks({ report }: { report: ImportReport }) {
    const { imports } = useWords();
    const format = useFormat();
    const wrong = report.remarks.filter(({ weight }) => weight !== 'note');
    const notes = report.remarks.filter(({ weight }) => weight === 'note');
    return (
        <section>
            <h3>{imports.remarks}</h3>
            {wrong.length > 0 && <RemarkList remarks={wrong} />}
            {notes.length > 0 && (
                <details className="remarks-more">
                    <summary>{imports.notes(notes.length)}</summary>
                    <RemarkList remarks={notes} />
                </details>
            )}
            {report.remarks_left_out > 0 && (
                <p className="hint">{imports.remarksLeft(format.number(report.remarks_left_out))}</p>
            )}
        </section>
    );
}

function RemarkList({ remarks }: { remarks: Remark[] }) {
    const { imports, claims } = useWords();
    const say = useSay();
    const format = useFormat();
    return (
        <ul className="remarks">
            {remarks.map((remark, at) => (
                <li key={at}>
                    <span className={`tag ${tones[remark.weight]}`}>{imports.weight[remark.weight]}</span>
                    <div>
                        <strong>{say(remark.what)}</strong>
                        <span className="block">{say(remark.way_out)}</span>
                        <span className="block quiet">
                            {[
                                remark.count > 1
                                    ? imports.lines(
                                          format.number(remark.line),
                                          format.number(remark.count - 1),
                                      )
                                    : imports.line(format.number(remark.line)),
                                remark.column,
                                remark.value && claims.quoted(remark.value),
                            ]
                                .filter(Boolean)
                                .join(' · ')}
                        </span>
                        {remark.person_id && (
                            <Link className="cell-link" href={`/kunden/${remark.person_id}`}>
                                {imports.toPerson}
                            </Link>
                        )}
                    </div>
                </li>
            ))}
        </ul>
    );
}
