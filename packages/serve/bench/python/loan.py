"""The columns of a loan application, and how their categories become numbers."""

CATEGORIES = {
    "Gender": ["Male", "Female"],
    "Married": ["No", "Yes"],
    "Dependents": ["0", "1", "2", "3+"],
    "Education": ["Not Graduate", "Graduate"],
    "Self_Employed": ["No", "Yes"],
    "Property_Area": ["Rural", "Semiurban", "Urban"],
}
COLUMNS = [
    "Gender",
    "Married",
    "Dependents",
    "Education",
    "Self_Employed",
    "ApplicantIncome",
    "CoapplicantIncome",
    "LoanAmount",
    "Loan_Amount_Term",
    "Credit_History",
    "Property_Area",
]
CODES = {name: {category: code for code, category in enumerate(categories)} for name, categories in CATEGORIES.items()}


def encode(row):
    return {name: CODES[name][row[name]] if name in CODES else row[name] for name in COLUMNS}
