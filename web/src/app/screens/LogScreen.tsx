import { LogTable } from '../../features/log/LogTable';
import { useWords } from '../../i18n';
import '../../ui/css/card.css';

export default function LogScreen() {
    const { log } = useWords();
    return (
        <div className="page">
            <div className="page-head">
                <h1>{log.title}</h1>
            </div>
            <p className="lead">{log.lead}</p>
            <LogTable />
        </div>
    );
}
