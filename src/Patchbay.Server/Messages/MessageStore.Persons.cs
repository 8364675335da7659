using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>Which number a business-scoped user id belongs to.</content>
public sealed partial class MessageStore
{
    private static readonly RowWriter<KnownPerson> Persons = new RowColumns<KnownPerson>()
        .Uuid("phone_id", person => person.PhoneId)
        .Text("user_id", person => person.UserId)
        .Text("contact", person => person.Contact)
        .InsertInto(
            "contact_user_ids",
            """
            on conflict (phone_id, user_id) do update set contact = excluded.contact
                where excluded.contact <> contact_user_ids.contact
            """
        );

    /// <summary>Notes a person's number and user id. Written at the end of the transaction.</summary>
    public void Know(DbSession session, KnownPerson person) => session.BeforeCommit(KnowAsync, person);

    /// <summary>The numbers of user ids, as far as they are known.</summary>
    public async Task<IReadOnlyList<KnownPerson>> KnownAsync(
        DbSession session,
        IReadOnlyCollection<(Guid PhoneId, string UserId)> users
    ) =>
        users.Count == 0
            ? []
            : await session.ListAsync<KnownPerson>(
                $"""
                select phone_id, user_id, contact from contact_user_ids where (phone_id, user_id) {database.InPairs}
                """,
                database.PairParameters(users)
            );

    private static Task KnowAsync(DbSession session, IReadOnlyList<KnownPerson> persons) =>
        Persons.InsertAsync(
            session,
            [
                .. persons
                    .GroupBy(person => (person.PhoneId, person.UserId))
                    .Select(same => same.Last())
                    .OrderBy(person => person.PhoneId)
                    .ThenBy(person => person.UserId, StringComparer.Ordinal),
            ]
        );
}

/// <summary>A person whose number is known beside the user id.</summary>
public sealed record KnownPerson
{
    public required Guid PhoneId { get; init; }
    public required string UserId { get; init; }

    /// <summary>The number by <see cref="PersonRules"/>.</summary>
    public required string Contact { get; init; }
}
