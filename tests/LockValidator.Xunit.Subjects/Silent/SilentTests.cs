namespace LockValidator.Xunit.Subjects.Silent;

public sealed class OneTests
{
    [Fact]
    public void Takes_no_lock() => Assert.True(true);
}

public sealed class OtherTests
{
    [Fact]
    public void Takes_no_lock() => Assert.True(true);
}
