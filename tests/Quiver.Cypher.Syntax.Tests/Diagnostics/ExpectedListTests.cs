using Quiver.Cypher.Syntax.Diagnostics;

namespace Quiver.Cypher.Syntax.Tests.Diagnostics;

public sealed class ExpectedListTests
{
    [Fact]
    public void Phrases_come_first_then_words_then_signs_then_the_end() =>
        Assert.Equal(
            "an expression, 'AS', 'WITH', ',', ';' or <EOF>",
            ExpectedList.Join(["<EOF>", "';'", "'WITH'", "an expression", "','", "'AS'", "'WITH'"])
        );

    [Fact]
    public void A_single_item_stands_alone() => Assert.Equal("'AS'", ExpectedList.Join(["'AS'"]));
}
