using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>Finds the instance in a path, or refuses with this surface's errors.</summary>
internal sealed class InstanceLookup(InstanceStore instances)
{
    public Task<IResult> WithAsync(
        Tenant tenant,
        string id,
        Func<InstanceRow, Task<IResult>> act,
        CancellationToken cancellation
    ) => WithAsync(tenant, id, [], act, cancellation);

    /// <summary>
    /// Calls <paramref name="act"/> with the instance. Answers 422 when the path is wrong or the body has <paramref
    /// name="faults"/>, and 404 when the tenant does not have the instance.
    /// </summary>
    public async Task<IResult> WithAsync(
        Tenant tenant,
        string id,
        IReadOnlyList<FieldFault> faults,
        Func<InstanceRow, Task<IResult>> act,
        CancellationToken cancellation
    )
    {
        var inPath = new List<FieldFault>();
        if (UuidText.Read(id, "instance_id", inPath) is not { } instanceId || faults.Count > 0)
            return new ValidationProblem([.. inPath, .. faults]);
        return await instances.FindAsync(tenant, instanceId, cancellation) is { } instance
            ? await act(instance)
            : InstanceProblems.NotFound;
    }
}
