namespace LockValidator.Xunit.Tests;

/// <summary>The recipes of docs/testing.md for other frameworks do what they say.</summary>
public sealed class RecipeTests
{
    [Theory]
    [InlineData("LockValidator.Recipes.NUnit", "Fails_in_the_other", "Passes_in_one_order", 3)]
    [InlineData("LockValidator.Recipes.MSTest", "B_fails_in_the_other", "A_passes_in_one_order", 5)]
    public async Task The_second_of_two_orders_fails_and_both_tests_are_named(string project, string second, string first, int tests)
    {
        SubjectRun run = await SubjectRun.Of(project, "Recipes", validation: true);

        run.Results.Should().HaveCount(tests, run.Output);
        SubjectResult failed = run.Failed.Should().ContainSingle().Subject;
        failed.Method.Should().Be(second);
        failed.Message.Should().Contain($"Recipes.OrderTests.{second} and Recipes.OrderTests.{first} together break LV0001 CircularDependency of audit, accounts; each alone may pass.");
    }
}
