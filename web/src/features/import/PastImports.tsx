// The lists that were read, newest first, with what became of them.
import { api } from '../../api/client';
import { useAsk } from '../../api/useAsk';
import { useFormat, useWords } from '../../i18n';
import { Link } from '../../ui/Link';
import { Skeleton, Trouble, useLate } from '../../ui/states';
import { StateTag } from './StateTag';

export function PastImports() {
    const { imports, none } = useWords();
    const format = useFormat();
    const asked = useAsk('imports', (signal) => api.get('/imports', { signal }));
    const late = useLate(asked.pending && !asked.data);
    const rows = asked.data?.rows;
    return (
        <section className="panel" aria-labelledby="past-title">
            <div className="panel-head">
                <h2 id="past-title">{imports.past}</h2>
            </div>
            {late && <Skeleton lines={3} />}
            {asked.refusal && <Trouble refusal={asked.refusal} again={asked.again} />}
            {rows?.length === 0 && <p className="hint">{imports.pastNone}</p>}
            {rows && rows.length > 0 && (
                <table className="table stack" aria-labelledby="past-title">
                    <thead>
                        <tr>
                            <th scope="col">{imports.file}</th>
                            <th scope="col">{imports.source}</th>
                            <th scope="col">{imports.started}</th>
                            <th scope="col">{imports.result}</th>
                            <th scope="col">{imports.state}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((row) => (
                            <tr key={row.import_id}>
                                <th scope="row" className="value">
                                    <Link className="cell-link" href={`/import/${row.import_id}`}>
                                        {row.file_name}
                                    </Link>
                                </th>
                                <td className="source" data-label={imports.source}>
                                    {row.source ?? none}
                                </td>
                                <td className="nowrap">
                                    {row.started_at ? format.dateTime(row.started_at) : none}
                                </td>
                                <td>
                                    {row.report
                                        ? `${format.number(row.report.persons_created)} ${imports.persons_created(row.report.persons_created)}`
                                        : none}
                                </td>
                                <td>
                                    <StateTag state={row.state} />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </section>
    );
}
