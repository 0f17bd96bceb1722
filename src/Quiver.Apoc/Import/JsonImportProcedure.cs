using Quiver.Apoc.Json;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>apoc.import.json: makes the nodes and relationships that an export has written.</summary>
internal static class JsonImportProcedure
{
    /// <summary>Its name.</summary>
    public const string Name = "apoc.import.json";

    /// <summary>The procedure.</summary>
    public static Procedure Of(DataFiles files) =>
        new(
            new ProcedureSignature(
                Name,
                [
                    new(
                        "urlOrBinaryFile",
                        ProcedureType.Any,
                        "A file of the import folder, or its bytes."
                    ),
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: nodePropertyMappings, relPropertyMappings, nodePropFilter, relPropFilter, importIdName, cleanup, txBatchSize.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                Progress.Columns,
                "Imports a graph from a JSON file that apoc.export.json has written."
            )
            {
                Mode = ProcedureMode.Write,
                RunsTransactions = true,
            },
            call => Run(files, call)
        );

    private static IEnumerable<Value[]> Run(DataFiles files, ProcedureInvocation call)
    {
        var options = new ImportOptions(Name, call, call.Arguments[1]);
        using var file = InputFile.Open(files, Name, call.Arguments[0], call.Cancellation);
        return [new JsonImport(call, options, file).Run()];
    }
}
