"""Why a value, a record or a finding is as it is: from the models and their lineage."""
