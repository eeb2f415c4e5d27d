import { CompanyView } from '../../features/company/CompanyView';
import '../../ui/css/import.css';

export default function CompanyScreen({ id }: { id: string }) {
    return (
        <div className="page">
            <CompanyView key={id} company_id={id} />
        </div>
    );
}
