using Xunit.Sdk;

namespace LockValidator.Xunit.Subjects.Cases;

/// <summary>A test that is run up to three times until it passes, as extensions of xunit do it.</summary>
[XunitTestCaseDiscoverer("LockValidator.Xunit.Subjects.Cases.RetryDiscoverer", "LockValidator.Xunit.Subjects")]
public sealed class RetryAttribute : FactAttribute;
