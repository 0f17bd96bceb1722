using Quiver.Apoc.Export;
using Quiver.Apoc.Import;
using Quiver.Apoc.Load;
using Quiver.Apoc.Meta;
using Quiver.Apoc.Paths;
using Quiver.Apoc.Queries;
using Quiver.Apoc.Refactor;
using Quiver.Apoc.Schema;
using Quiver.Apoc.Statements;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Binding;

namespace Quiver.Apoc;

/// <summary>The procedures, for an engine's options.</summary>
public static class ApocProcedures
{
    /// <summary>All of them.</summary>
    /// <param name="options">What they may do outside the database.</param>
    public static IReadOnlyList<Procedure> Of(ApocOptions options)
    {
        var files = new DataFiles(options);
        IReadOnlyList<Procedure> procedures =
        [
            .. JsonExportProcedures.Of(files),
            JsonImportProcedure.Of(files),
            .. JsonLoadProcedures.Of(files),
            CsvLoadProcedure.Of(files),
            .. MetaProcedures.All,
            NodeSchema.Procedure,
            .. PathProcedures.All,
            .. PathTree.All,
            .. WeightedSearch.All,
            Pause.Procedure,
            NodeMerge.Procedure,
            .. StatementProcedures.All,
            .. ConditionalProcedures.All,
            .. CreateProcedures.All,
            .. RefactorProcedures.All,
            .. SearchProcedures.All,
            Validation.Procedure,
            .. ChangingCalls.Signatures.Select(GeneralCalls.Of),
        ];
        return [.. procedures, Help.Of(procedures)];
    }
}
