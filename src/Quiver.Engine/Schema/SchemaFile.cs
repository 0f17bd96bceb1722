using System.Collections.Immutable;
using System.Globalization;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Import;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>
/// Reads the file of an import's <c>--schema</c>: commands that create indexes and constraints, or in an incremental import drop them, separated by semicolons. Finds
/// everything that is wrong with it.
/// </summary>
public sealed class SchemaFile
{
    private readonly string _text;
    private readonly string _path;
    private readonly SchemaRequests _requests = new(ImmutableDictionary<string, Value>.Empty);
    private readonly NewTokenNumbers _numbers = new();
    private readonly SchemaDraft? _draft;
    private readonly List<SchemaStep> _steps = [];
    private readonly List<ImportProblem> _problems = [];
    private readonly List<string> _notes = [];

    private SchemaFile(string text, string path, bool isForNewDatabase)
    {
        _text = text;
        _path = path;
        _draft = isForNewDatabase ? new(_numbers) : null;
    }

    /// <summary>Reads the commands.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="isForNewDatabase">Whether there is nothing yet, so that nothing can be dropped, and what excludes what can be told.</param>
    public static SchemaFileContent Read(string text, string path, bool isForNewDatabase = true)
    {
        var file = new SchemaFile(text, path, isForNewDatabase);
        foreach (var statement in CypherParser.ParseScript(text))
        {
            file.Take(statement);
        }
        return new(file._steps, file._problems, file._notes);
    }

    private void Take(ScriptStatement statement)
    {
        try
        {
            if (statement.Error is { } error)
            {
                throw error;
            }
            Take(statement.Statement!, statement.Position);
        }
        catch (CypherException error)
        {
            Report(error, statement.Position);
        }
    }

    private void Take(Statement statement, TextPosition position)
    {
        if (statement.Mode != StatementMode.Normal || statement.Use is not null)
        {
            Report("A command of a schema file has neither EXPLAIN nor PROFILE nor USE", position);
            return;
        }
        if (statement.Query is not SchemaCommand command || StepOf(command) is not { } step)
        {
            Report(Refusal(statement.Query), position);
            return;
        }
        if (_draft is null || _draft.Add(step) is not { IsDone: false } refused)
        {
            _steps.Add(step);
            return;
        }
        // Every database has the two lookup indexes, whatever they are called.
        bool isThere = step.Index?.Kind == IndexKind.Lookup && refused.Exists;
        Refuse(command, step.IsLenient || isThere, refused, position);
    }

    /// <summary>What a command asks for; null for one that has no place in the file.</summary>
    private SchemaStep? StepOf(SchemaCommand command)
    {
        var step = new SchemaStep { Text = CypherPrinter.Print(command) };
        return command switch
        {
            CreateIndexCommand create => step with
            {
                Index = _requests.Of(create),
                IsLenient = create.IfNotExists,
            },
            CreateConstraintCommand create => step with
            {
                Constraint = _requests.Of(create),
                IsLenient = create.IfNotExists,
            },
            DropIndexCommand drop when _draft is null => step with
            {
                DroppedIndex = _requests.NameOf(drop),
                IsLenient = drop.IfExists,
            },
            DropConstraintCommand drop when _draft is null => step with
            {
                DroppedConstraint = _requests.NameOf(drop),
                IsLenient = drop.IfExists,
            },
            _ => null,
        };
    }

    private string Refusal(Query query)
    {
        if (_draft is null)
        {
            return "Only CREATE INDEX, CREATE CONSTRAINT, DROP INDEX and DROP CONSTRAINT belong into a schema file: run this afterwards, in the database";
        }
        return query is SchemaCommand
            ? "A full import begins with an empty database, in which there is nothing to drop: take the command out of the file"
            : "Only CREATE INDEX and CREATE CONSTRAINT belong into a schema file: run this afterwards, in the database";
    }

    private void Refuse(
        SchemaCommand command,
        bool mayExist,
        SchemaChangeResult result,
        TextPosition position
    )
    {
        string name = _requests.NameOf(command) ?? "";
        var error = SchemaErrors.Of(result, name, _numbers.Table);
        if (mayExist && result.Exists)
        {
            _notes.Add($"{PlaceOf(position)}: has no effect: {error.Message}");
            return;
        }
        string orElse = result.Exists ? ", or write IF NOT EXISTS" : "";
        Report(
            $"{error.Message.TrimEnd('.')}; take one of the two out of the file{orElse}",
            position
        );
    }

    /// <summary>Reports an error of the parser, which says where it is and shows the line, or of a command's options, which does not.</summary>
    private void Report(CypherException error, TextPosition start)
    {
        if (error.Position is not { } position)
        {
            string remedy =
                error.Status == StatusCodes.ParameterMissing
                    ? ": a schema file has no parameters"
                    : "";
            Report(error.Message.TrimEnd('.') + remedy, start);
            return;
        }
        string hint =
            error.Status == StatusCodes.UnsupportedOperation
                ? "\nTake the command out of the file."
                : "";
        Add($"{PlaceOf(position)}: {error.Message}{hint}");
    }

    private void Report(string message, TextPosition position) =>
        Add($"{PlaceOf(position)}: {ErrorText.At(message, _text, position)}");

    private void Add(string problem) =>
        _problems.Add(new ImportProblem(ImportErrorKind.Usage, problem));

    private string PlaceOf(TextPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{_path}:{position.Line}:{position.Column}");
}
