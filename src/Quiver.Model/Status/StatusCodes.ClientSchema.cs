namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // What is wrong with indexes, constraints and names.

    /// <summary>A change breaks a constraint.</summary>
    public static readonly StatusCode ConstraintValidationFailed = Of(
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        Gql22N79
    );

    /// <summary>A change would give a unique index two entries for one key.</summary>
    public static readonly StatusCode IndexEntryConflict = Of(
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        Gql22N80
    );

    /// <summary>A MERGE matches two nodes that uniqueness keeps apart.</summary>
    public static readonly StatusCode MergeConstraintConflict = Of(
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        Gql22N41
    );

    /// <summary>A node is deleted that still has relationships.</summary>
    public static readonly StatusCode NodeStillHasRelationships = Of(
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        UnexpectedError
    );

    /// <summary>The constraint exists.</summary>
    public static readonly StatusCode ConstraintAlreadyExists = Of(
        "Neo.ClientError.Schema.ConstraintAlreadyExists",
        UnexpectedError
    );

    /// <summary>No such constraint.</summary>
    public static readonly StatusCode ConstraintNotFound = Of(
        "Neo.ClientError.Schema.ConstraintNotFound",
        UnexpectedError
    );

    /// <summary>Another constraint has the name.</summary>
    public static readonly StatusCode ConstraintWithNameAlreadyExists = Of(
        "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists",
        UnexpectedError
    );

    /// <summary>An index or constraint of the same meaning exists.</summary>
    public static readonly StatusCode EquivalentSchemaRuleAlreadyExists = Of(
        "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
        UnexpectedError
    );

    /// <summary>The index belongs to a constraint.</summary>
    public static readonly StatusCode ForbiddenOnConstraintIndex = Of(
        "Neo.ClientError.Schema.ForbiddenOnConstraintIndex",
        UnexpectedError
    );

    /// <summary>The index exists.</summary>
    public static readonly StatusCode IndexAlreadyExists = Of(
        "Neo.ClientError.Schema.IndexAlreadyExists",
        UnexpectedError
    );

    /// <summary>Several indexes fit the description.</summary>
    public static readonly StatusCode IndexMultipleFound = Of(
        "Neo.ClientError.Schema.IndexMultipleFound",
        UnexpectedError
    );

    /// <summary>The index cannot answer this.</summary>
    public static readonly StatusCode IndexNotApplicable = Of(
        "Neo.ClientError.Schema.IndexNotApplicable",
        UnexpectedError
    );

    /// <summary>No such index.</summary>
    public static readonly StatusCode IndexNotFound = Of(
        "Neo.ClientError.Schema.IndexNotFound",
        UnexpectedError
    );

    /// <summary>Another index has the name.</summary>
    public static readonly StatusCode IndexWithNameAlreadyExists = Of(
        "Neo.ClientError.Schema.IndexWithNameAlreadyExists",
        UnexpectedError
    );

    /// <summary>A label is named twice in one index.</summary>
    public static readonly StatusCode RepeatedLabelInSchema = Of(
        "Neo.ClientError.Schema.RepeatedLabelInSchema",
        Gql22N76
    );

    /// <summary>A property is named twice in one index or constraint.</summary>
    public static readonly StatusCode RepeatedPropertyInCompositeSchema = Of(
        "Neo.ClientError.Schema.RepeatedPropertyInCompositeSchema",
        Gql22N76
    );

    /// <summary>A relationship type is named twice in one index.</summary>
    public static readonly StatusCode RepeatedRelationshipTypeInSchema = Of(
        "Neo.ClientError.Schema.RepeatedRelationshipTypeInSchema",
        Gql22N76
    );

    /// <summary>A label, type or key is too long.</summary>
    public static readonly StatusCode TokenLengthError = Of(
        "Neo.ClientError.Schema.TokenLengthError",
        UnexpectedError
    );

    /// <summary>A label, type or key is empty or has a forbidden form.</summary>
    public static readonly StatusCode TokenNameError = Of(
        "Neo.ClientError.Schema.TokenNameError",
        UnexpectedError
    );
}
