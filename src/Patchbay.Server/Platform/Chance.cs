using System.Security.Cryptography;

namespace Patchbay.Server.Platform;

/// <summary>The source of jitter. Tests replace it.</summary>
public class Chance
{
    /// <summary>Uniform in [0, 1).</summary>
    public virtual double Next() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
