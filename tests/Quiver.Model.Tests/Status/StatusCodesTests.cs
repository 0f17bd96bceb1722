using System.Reflection;
using System.Text.RegularExpressions;
using Quiver.Model.Status;

namespace Quiver.Model.Tests.Status;

public sealed partial class StatusCodesTests
{
    private static readonly FieldInfo[] Fields = typeof(StatusCodes).GetFields();

    [Fact]
    public void Every_code_has_the_form_that_drivers_take_apart()
    {
        Assert.True(Fields.Length > 100);
        foreach (var field in Fields)
        {
            var status = (StatusCode)field.GetValue(null)!;
            Assert.Matches(CodeForm(), status.Code);
            Assert.Matches(GqlForm(), status.GqlStatus);
            Assert.StartsWith("error: ", status.GqlDescription, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_two_entries_are_the_same()
    {
        var statuses = Fields.Select(static field => (StatusCode)field.GetValue(null)!).ToList();
        Assert.Equal(
            statuses.Where(static s => s.GqlStatus != "50N42").Distinct().Count(),
            statuses.Count(static s => s.GqlStatus != "50N42")
        );
    }

    [Theory]
    [InlineData(nameof(StatusCodes.SyntaxError), "Neo.ClientError.Statement.SyntaxError", "42001")]
    [InlineData(
        nameof(StatusCodes.UndefinedVariable),
        "Neo.ClientError.Statement.SyntaxError",
        "42N62"
    )]
    [InlineData(
        nameof(StatusCodes.ParameterMissing),
        "Neo.ClientError.Statement.ParameterMissing",
        "42N51"
    )]
    [InlineData(
        nameof(StatusCodes.DivisionByZero),
        "Neo.ClientError.Statement.ArithmeticError",
        "22012"
    )]
    [InlineData(nameof(StatusCodes.TypeError), "Neo.ClientError.Statement.TypeError", "22G03")]
    [InlineData(nameof(StatusCodes.RequestInvalid), "Neo.ClientError.Request.Invalid", "08N06")]
    [InlineData(
        nameof(StatusCodes.DatabaseNotFound),
        "Neo.ClientError.Database.DatabaseNotFound",
        "50N42"
    )]
    [InlineData(
        nameof(StatusCodes.DeadlockDetected),
        "Neo.TransientError.Transaction.DeadlockDetected",
        "50N42"
    )]
    public void Codes_are_those_that_clients_branch_on(string name, string code, string gql)
    {
        var field = Assert.Single(Fields, f => f.Name == name);
        var status = (StatusCode)field.GetValue(null)!;
        Assert.Equal(code, status.Code);
        Assert.Equal(gql, status.GqlStatus);
    }

    [GeneratedRegex(
        @"^Neo\.(ClientError|TransientError|DatabaseError)\.[A-Z][a-z]+\.[A-Z][A-Za-z]+$"
    )]
    private static partial Regex CodeForm();

    [GeneratedRegex("^[0-9A-Z]{5}$")]
    private static partial Regex GqlForm();
}
