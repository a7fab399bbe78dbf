"""invoice.pdf from invoice.json."""

from functions.invoice.document import InvoiceDocument
from fpdf import FPDF


def invoice_pdf(invoice: InvoiceDocument) -> bytes:
    """Lay an invoice out on A4."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="TAX INVOICE " + invoice["number"])
    return bytes(pdf.output())
