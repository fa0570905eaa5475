using Xunit.Sdk;

namespace LockValidator;

/// <summary>
/// Every test of the assembly fails that breaks a rule of lock validation, with the report as its message: <c>[assembly: ValidateLocks]</c>.
/// </summary>
/// <remarks>
/// It is the assembly's test framework, so it cannot stand beside another <c>TestFramework</c> attribute. Constructors,
/// <c>InitializeAsync</c> and <c>Dispose</c> belong to the test that they run for; fixtures belong to their class or collection. A run that
/// observed no lock at all fails too; that does not hold for a part of one class, as one runs it from an editor.
/// </remarks>
[TestFrameworkDiscoverer("LockValidator.ValidateLocksDiscoverer", "LockValidator.Xunit")]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ValidateLocksAttribute : Attribute, ITestFrameworkAttribute
{
    /// <summary>False: a run in which no lock was observed passes. Meant for assemblies whose tests take locks only sometimes.</summary>
    public bool MustObserve { get; set; } = true;
}
