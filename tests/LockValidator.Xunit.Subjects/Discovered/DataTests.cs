namespace LockValidator.Xunit.Subjects.Discovered;

/// <summary>Its data is made while tests are discovered, before there is a run; also where they are not run, so it breaks rules only where it is asked for.</summary>
public sealed class DataTests
{
    public static IEnumerable<object[]> Rows()
    {
        if (Environment.GetEnvironmentVariable("SUBJECTS") == typeof(DataTests).Namespace!["LockValidator.Xunit.".Length..])
        {
            new Pair("Discovered").Both();
        }

        yield return [1];
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Passes(int row) => Assert.Equal(1, row);
}
