// Generated from the OpenAPI document by `npm run api:types`: the types of everything that the screens ask and are told.
export interface paths {
  '/hotels/{hotelId}/booking-plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stays with their tentative or final room, and those without one: of today or later, unless `from` names another day */
    get: operations['getBookingPlans'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One stay, and the bookings made together with it */
    get: operations['getBookingPlansId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happened to one stay, newest first: when, why, and who did it */
    get: operations['getBookingPlansIdHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/assignment-runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sweeps and nightly runs, newest first: what each made final and moved */
    get: operations['getAssignmentRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/screens/list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All that the list of stays is shown with: figures, the list, what needs a person */
    get: operations['getScreensList'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/screens/board': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All that the board is shown with: figures, the board, stays without a room */
    get: operations['getScreensBoard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-conflicts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Rooms held twice: what a person must see to, and which stays have given way lately */
    get: operations['getRoomConflicts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/early-departures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Guests who left before their last night, and what a person may free of it */
    get: operations['getEarlyDepartures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/not-arrived': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 未着: guests who were expected on an earlier business date and have not been checked in, and what a person may free */
    get: operations['getNotArrived'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/pool': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The pool at a glance: counts by state, the next deadline, the last run */
    get: operations['getPool'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/board': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Rooms by nights: who is planned where, and what the PMS holds by itself */
    get: operations['getBoard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/final-room': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes the tentative room of a stay final */
    post: operations['postBookingPlansIdFinalRoom'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/hold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has the PMS hold, as 押さえ, the nights of a stay without a room that fit now */
    post: operations['postBookingPlansIdHold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/end-hold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes the 押さえ of a stay without a room back; the system makes it none any more */
    post: operations['postBookingPlansIdEndHold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-conflicts/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Moves the stay of a room held twice into the room proposed; version is the stay’s */
    post: operations['postRoomConflictsIdAccept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/release-nights': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Frees nights of a guest who has checked out early or not come (ノーショー): cancels them in the PMS, which goes on billing them or not */
    post: operations['postBookingPlansIdReleaseNights'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/rooms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Rooms into which the stay may be moved: free ones, and those of stays to exchange with */
    get: operations['getBookingPlansIdRooms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/move': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 部屋移動 of a whole stay before its arrival, into a room that is free; it is final there, and locked */
    post: operations['postBookingPlansIdMove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/exchange': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 部屋交換: two stays change rooms before their arrival; both are final there, and locked */
    post: operations['postBookingPlansIdExchange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/take-final-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 確定解除: makes a final room tentative again; the stay waits in the pool, where it is */
    post: operations['postBookingPlansIdTakeFinalBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/lock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 部屋固定: nothing automatic moves the stay, until the lock is taken back or a person moves it */
    post: operations['postBookingPlansIdLock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/unlock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** 固定解除: takes the lock of a stay back */
    post: operations['postBookingPlansIdUnlock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/refuse-upgrade': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has an upgrade not proposed any more for a stay without a room */
    post: operations['postBookingPlansIdRefuseUpgrade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/propose-upgrade-again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has an upgrade proposed again that was refused for a stay without a room */
    post: operations['postBookingPlansIdProposeUpgradeAgain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/sales-to-stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Types and nights to stop selling, since stays without a room need what is left; those that are stopped, and which may be sold again */
    get: operations['getSalesToStop'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/sales-to-stop/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that a person has stopped selling a type for some nights (手仕舞い済み) */
    post: operations['postSalesToStopStop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/sales-to-stop/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that a type is sold again for some nights */
    post: operations['postSalesToStopResume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/overbooking-allowances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Sets how many stays without a room of a type the hotel intends to have on a night: of so many nobody is told to stop selling */
    put: operations['putOverbookingAllowances'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/guests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Of stays: the room of the guest’s last stay, and which rooms the guest wishes for and which not */
    get: operations['getGuests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/booking-plans/{id}/room-notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Notes a room that the guest of a stay wishes for, or one that will not do */
    post: operations['postBookingPlansIdRoomNotes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-notes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes what is noted of a guest and a room */
    put: operations['putRoomNotesId'];
    post?: never;
    /** Takes back what is noted of a guest and a room; answers with what it was */
    delete: operations['deleteRoomNotesId'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Room types, the upgrade relations between them, the rules, and what is wrong with them */
    get: operations['getRoomHierarchy'];
    /** Replaces all upgrade relations; the rules stay */
    put: operations['putRoomHierarchy'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What would be wrong with these relations and rules (default: the present ones); changes nothing */
    post: operations['postRoomHierarchyValidate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Changes of relations and rules with before and after, newest first */
    get: operations['getRoomHierarchyHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/paths': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every way that an upgrade of a type may go, best first, and what cuts the others */
    get: operations['getRoomHierarchyPaths'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/best': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What placement would give such a stay now, and the best upgrade of its type, or why there is none */
    get: operations['getRoomHierarchyBest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/relations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds an upgrade relation */
    post: operations['postRoomHierarchyRelations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/relations/{from}/{to}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes the terms of an upgrade relation */
    put: operations['putRoomHierarchyRelationsFromTo'];
    post?: never;
    /** Removes an upgrade relation */
    delete: operations['deleteRoomHierarchyRelationsFromTo'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/rules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Sets how far and how dear an upgrade may go */
    put: operations['putRoomHierarchyRules'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/room-hierarchy/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Puts everything back to before a change (default: the last one not yet undone), as a change of its own */
    post: operations['postRoomHierarchyUndo'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The tries to come, of messages and confirmations: when each is, how often still, and until when */
    get: operations['getImportsSchedule'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has a message tried now */
    post: operations['postImportsMessagesIdRetry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Messages of the site controller with what can be done about each: whatever is open, unless a state, a booking or those with warnings are asked for */
    get: operations['getImportsMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One message: what it says, what the PMS holds, what was tried and done; who looks at it is written down */
    get: operations['getImportsMessagesId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/rooms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For each room of a message those that are free now, best first, and the types that are sold */
    get: operations['getImportsMessagesIdRooms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/text': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The text of a message as it came, until it is purged; who looks at it is written down */
    get: operations['getImportsMessagesIdText'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/open-bookings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Bookings with messages that are not imported, so that their stays can be marked */
    get: operations['getImportsOpenBookings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/stays-without-room': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stays without a room (部屋未定): what blocks each, which upgrades may be proposed, and the message by which it is settled */
    get: operations['getImportsStaysWithoutRoom'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Imports a message now, into the rooms or types chosen for its rooms; where that cannot be, it stays as it was */
    post: operations['postImportsMessagesIdImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/edit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Corrects a message that is damaged and has it tried now; the original is kept */
    post: operations['postImportsMessagesIdEdit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Applies a held message as the agency says, over what people edited as the message was told with it */
    post: operations['postImportsMessagesIdAccept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keeps the booking as it is, whatever a held message says */
    post: operations['postImportsMessagesIdReject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says how a person has settled a message; of one entered by hand, which reservation its booking is from now on */
    post: operations['postImportsMessagesIdResolve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/messages/{id}/ignore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that a message means nothing */
    post: operations['postImportsMessagesIdIgnore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/mappings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the hotel’s room codes mean, which codes have come from whom, and how many messages wait for each */
    get: operations['getMappings'];
    put?: never;
    /** Says what a room code means, of one agency or any; messages that wait for it are tried at once */
    post: operations['postMappings'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/mappings/{id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Changes of a mapping with before and after, newest first; of a deleted one too */
    get: operations['getMappingsIdHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/mappings/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What saving this mapping would do, and what is wrong with it; changes nothing */
    post: operations['postMappingsPreview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/mappings/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes what a room code means; agency and code stay */
    put: operations['putMappingsId'];
    post?: never;
    /** Deletes a mapping; messages that wait for a room by it are tried at once by what the code means then */
    delete: operations['deleteMappingsId'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the import did on the business dates from `from` to `to`, at most 400: rates, causes, durations, patterns */
    get: operations['getImportsStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the import does well, what stands against it, and what keeps failing alike */
    get: operations['getImportsHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/dashboard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the import stands, at a glance: what is open, what is tried next, rates, causes, the last receipt */
    get: operations['getImportsDashboard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/reconcile': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has messages, reservations and plans of the bookings to come compared; answers at once with the run that will, or that is at it already */
    post: operations['postImportsReconcile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/reconciliation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was found to differ, each with what settles it; and the run that looked last */
    get: operations['getImportsReconciliation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/reconciliation/{id}/dismiss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets a finding stand, with the reason; it opens again where it becomes another */
    post: operations['postImportsReconciliationIdDismiss'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/reception': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When bookings were last received, when they are asked for next, and how the site controller answers */
    get: operations['getImportsReception'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/release-fetching': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has the hotel fetched for again that is held since the database was restored */
    post: operations['postImportsReleaseFetching'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/fetch-now': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes the next slot in which the site controller may be asked, and says when that is */
    post: operations['postImportsFetchNow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/imports/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the import goes by in the hotel, what is usual, and how many messages of each kind are held */
    get: operations['getImportsSettings'];
    /** Changes settings of the import: those left out stay, null sets one back; who waits for another setting is tried at once */
    put: operations['putImportsSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/load': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How busy the hotel was in the last hours, at most 48, five minutes at a time; slots in which nothing ran are left out */
    get: operations['getLoad'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/jobs/stops': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which kinds of jobs are not worked in the hotel, since when and by whom */
    get: operations['getJobsStops'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/jobs/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has jobs of that kind wait in the hotel, over restarts, until they go on; none is lost */
    post: operations['postJobsStop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/jobs/go': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has jobs of that kind go on in the hotel, within 15 seconds */
    post: operations['postJobsGo'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/audit-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what to what on the business dates from `from` to `to`, at most 400, with before and after */
    get: operations['getAuditLog'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hotels/{hotelId}/health-report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How each part of the whole installation is, since when, and what to do; of one hotel as of any other */
    get: operations['getHealthReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    BookingPlanPage: {
      readonly items: components['schemas']['BookingPlan'][];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description A stay with its room */
    BookingPlan: {
      id: number;
      /** @description Rises with every change; a command names the version that it saw */
      version: number;
      bookingNumber: string;
      /** @description Position of the room within the booking, from 0 */
      slot: number;
      guestName: string | null;
      /** @description Through whom a stay without a room was booked; of others null */
      agency: string | null;
      /** Format: date */
      checkIn: string;
      /** Format: date */
      checkOut: string;
      /** @description 0 for a day use by its dates */
      nights: number;
      /** @description Of a day use, also one night of a plan that is for a day; null: of others, or nobody has said */
      dayUse: components['schemas']['DayUseHours'] | null;
      people: number;
      bookedType: components['schemas']['RoomType'];
      room: {
        id: number;
        number: string;
        type: components['schemas']['RoomType'];
      } | null;
      state: components['schemas']['RoomState'];
      upgraded: boolean;
      inHouse: boolean;
      /** @description 部屋固定: nothing automatic moves the stay; told_guest: お部屋番号案内済み */
      lock: {
        /** @enum {string} */
        cause: 'clerk' | 'told_guest';
        reason: string | null;
        /** @description A user of the PMS */
        userId: number | null;
        /** Format: date-time */
        at: string;
      } | null;
      /** @description Concerns today or a later day */
      current: boolean;
      arrivesToday: boolean;
      /** @description Of a final room the one that it would have had; null where it never had one */
      deadline: string | null;
      /** @description How near the deadline is, by the hotel’s business date; null where the room is not tentative */
      deadlineIs: ('past' | 'today' | 'tomorrow' | 'later') | null;
      finalCause:
        | (
            | 'deadline'
            | 'booked_late'
            | 'mode'
            | 'check_in'
            | 'person'
            | 'moved_by_hand'
            | 'day_use'
            | 'adopted'
            | 'off'
          )
        | null;
      reason: components['schemas']['Reason'];
    };
    /** @description From when to when, on the day of check-in */
    DayUseHours: {
      /** @example 07:00 */
      from: string;
      /** @example 07:00 */
      until: string;
    };
    /** @description A room type of the PMS; one that it no longer has goes by its number */
    RoomType: {
      id: number;
      name: string;
    };
    /**
     * @description tentative: holds a room that may still change; final: its room is decided; unplaced: no room fits yet; ended: holds nothing any more
     * @enum {string}
     */
    RoomState: 'tentative' | 'final' | 'unplaced' | 'ended';
    /** @description Why, as a translation key and what fills its sentence */
    Reason: {
      key: string;
      params: {
        [key: string]: string | number;
      };
    };
    /** @description A stay with its room, and the bookings made with it */
    OneBookingPlan: {
      id: number;
      /** @description Rises with every change; a command names the version that it saw */
      version: number;
      bookingNumber: string;
      /** @description Position of the room within the booking, from 0 */
      slot: number;
      guestName: string | null;
      /** @description Through whom a stay without a room was booked; of others null */
      agency: string | null;
      /** Format: date */
      checkIn: string;
      /** Format: date */
      checkOut: string;
      /** @description 0 for a day use by its dates */
      nights: number;
      /** @description Of a day use, also one night of a plan that is for a day; null: of others, or nobody has said */
      dayUse: components['schemas']['DayUseHours'] | null;
      people: number;
      bookedType: components['schemas']['RoomType'];
      room: {
        id: number;
        number: string;
        type: components['schemas']['RoomType'];
      } | null;
      state: components['schemas']['RoomState'];
      upgraded: boolean;
      inHouse: boolean;
      /** @description 部屋固定: nothing automatic moves the stay; told_guest: お部屋番号案内済み */
      lock: {
        /** @enum {string} */
        cause: 'clerk' | 'told_guest';
        reason: string | null;
        /** @description A user of the PMS */
        userId: number | null;
        /** Format: date-time */
        at: string;
      } | null;
      /** @description Concerns today or a later day */
      current: boolean;
      arrivesToday: boolean;
      /** @description Of a final room the one that it would have had; null where it never had one */
      deadline: string | null;
      /** @description How near the deadline is, by the hotel’s business date; null where the room is not tentative */
      deadlineIs: ('past' | 'today' | 'tomorrow' | 'later') | null;
      finalCause:
        | (
            | 'deadline'
            | 'booked_late'
            | 'mode'
            | 'check_in'
            | 'person'
            | 'moved_by_hand'
            | 'day_use'
            | 'adopted'
            | 'off'
          )
        | null;
      reason: components['schemas']['Reason'];
      /** @description Bookings that were made together with this one, by number */
      linkedBookings: {
        bookingNumber: string;
        /** @description Its stays that have not ended */
        plans: {
          id: number;
          room: components['schemas']['NumberedRoom'] | null;
        }[];
      }[];
    };
    /** @description A room of the PMS */
    NumberedRoom: {
      id: number;
      number: string;
    };
    /** @description What happened to a stay, newest first */
    PlanHistory: {
      readonly items: {
        /** Format: date-time */
        at: string;
        /**
         * @description followed_host: as the PMS has it since; yielded: it gave way to somebody else in its room; final_taken_back: 確定解除
         * @enum {string}
         */
        event:
          | 'placed'
          | 'unplaced'
          | 'changed'
          | 'moved'
          | 'yielded'
          | 'finalised'
          | 'final_taken_back'
          | 'followed_host'
          | 'nights_released'
          | 'locked'
          | 'unlocked'
          | 'ended';
        /** @description Behind the event; null: none */
        room: components['schemas']['NumberedRoom'] | null;
        state: components['schemas']['RoomState'];
        reason: components['schemas']['Reason'] | null;
        /** @description A user of the PMS; null: nobody who was signed in */
        userId: number | null;
        /** @description In every line of the log about the same work */
        correlationId: string | null;
      }[];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description Sweeps and nightly runs, newest first */
    AssignmentRuns: {
      readonly items: {
        id: number;
        /** @enum {string} */
        kind: 'nightly' | 'sweep';
        /** Format: date */
        businessDate: string;
        /** @description A nightly run that was missed and came by day: it moved nothing */
        madeUp: boolean;
        /** Format: date-time */
        startedAt: string;
        /** Format: date-time */
        finishedAt: string;
        durationMs: number;
        /** @description Rooms that became final */
        finalised: number;
        /** @description Tentative rooms that were exchanged */
        moved: number;
        /** @description Stays whose window opened */
        woken: number;
        /** @description In every line of the log about the same work */
        correlationId: string | null;
      }[];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description All that the list of stays is shown with, of one moment */
    ListScreen: {
      pool: components['schemas']['PoolSummary'];
      plans: components['schemas']['BookingPlanPage'];
      /** @description The first few; `pool.unplaced` counts all */
      unplaced: components['schemas']['BookingPlan'][];
      /** @description The first few; `pool.dueSoon` counts all */
      due: components['schemas']['BookingPlan'][];
      conflicts: components['schemas']['RoomConflict'][];
      departures: components['schemas']['EarlyDeparture'][];
      notArrived: {
        items: components['schemas']['NotArrived'][];
        unplanned: components['schemas']['NotArrivedUnplanned'][];
      };
      roomTypes: components['schemas']['RoomType'][];
    };
    /** @description Stays not yet over by state, the next deadline, the last run */
    PoolSummary: {
      /** Format: date */
      businessDate: string;
      /** @enum {string} */
      mode: 'BALANCE' | 'URGENT';
      tentative: number;
      final: number;
      unplaced: number;
      arrivalsToday: number;
      /** @description Tentative rooms that become final by the end of tomorrow, or should have */
      dueSoon: number;
      /** @description Of those, the ones that should be final by now */
      pastDeadline: number;
      nextDeadline: string | null;
      lastRun: {
        /** @enum {string} */
        kind: 'nightly' | 'sweep';
        /** Format: date-time */
        finishedAt: string;
        finalised: number;
        moved: number;
      } | null;
      version: number;
    };
    /** @description A room that a stay of ours and somebody else hold */
    RoomConflict: {
      id: number;
      /**
       * @description open: a person must see to it; yielded: the stay gave way lately; over: it has ended
       * @enum {string}
       */
      state: 'open' | 'yielded' | 'over';
      /** Format: date-time */
      foundAt: string;
      room: components['schemas']['NumberedRoom'];
      /** @description First and last night of which it is */
      nights: {
        /** Format: date */
        from: string;
        /** Format: date */
        to: string;
      };
      stay: {
        planId: number;
        version: number;
        bookingNumber: string;
        guestName: string | null;
        /** Format: date */
        checkIn: string;
        /** Format: date */
        checkOut: string;
        state: components['schemas']['RoomState'];
      };
      /** @description Null: nobody, but the room cannot be used for the stay any more */
      other: {
        reservationId: string;
        bookingNumber: string | null;
        guestName: string | null;
        status: string | null;
        checkIn: string | null;
        checkOut: string | null;
      } | null;
      /** @description Where the stay went or, while it is open, where it could go */
      otherRoom: components['schemas']['NumberedRoom'] | null;
      reason: components['schemas']['Reason'];
    };
    /** @description A guest who has checked out before the last night */
    EarlyDeparture: {
      plan: components['schemas']['BookingPlan'];
      /** @description Nights that may be freed, one after the other; 1 for a day use */
      remaining: {
        /** Format: date */
        from: string;
        nights: number;
      };
    };
    /** @description 未着: a guest who was expected on an earlier business date and has not been checked in */
    NotArrived: {
      plan: components['schemas']['BookingPlan'];
      /** @description Nights that may be freed, one after the other; 1 for a day use */
      remaining: {
        /** Format: date */
        from: string;
        nights: number;
      };
    };
    /** @description 未着 of a reservation without a booking plan, as a person enters one: it is settled in the PMS */
    NotArrivedUnplanned: {
      reservationId: string;
      bookingNumber: string | null;
      guestName: string | null;
      /** Format: date */
      checkIn: string;
      /** Format: date */
      checkOut: string;
      rooms: components['schemas']['NumberedRoom'][];
    };
    /** @description All that the board is shown with, of one moment */
    BoardScreen: {
      pool: components['schemas']['PoolSummary'];
      board: components['schemas']['Board'];
      /** @description Stays without a room that would need one on the board’s nights */
      unplaced: components['schemas']['BookingPlan'][];
    };
    /** @description Rooms by nights */
    Board: {
      /** Format: date */
      from: string;
      nights: number;
      rooms: components['schemas']['BoardRoom'][];
      stays: components['schemas']['BoardStay'][];
      /** @description Nights that the PMS holds by itself */
      held: {
        roomId: number;
        /** Format: date */
        night: string;
      }[];
    };
    /** @description A row of the board */
    BoardRoom: {
      id: number;
      number: string;
      type: components['schemas']['RoomType'];
      floor: number;
    };
    /** @description A placed stay with a night on the board */
    BoardStay: {
      planId: number;
      roomId: number;
      /** Format: date */
      checkIn: string;
      /** Format: date */
      checkOut: string;
      state: components['schemas']['RoomState'];
      upgraded: boolean;
      inHouse: boolean;
      bookingNumber: string;
      /** @description As of a BookingPlan */
      dayUse: components['schemas']['DayUseHours'] | null;
      /** @description The cause of its lock, as of a BookingPlan */
      lock: ('clerk' | 'told_guest') | null;
    };
    /** @description Rooms into which a stay may be moved, each part best first */
    RoomChoices: {
      /** @description Rooms that are free for the whole stay */
      items: {
        id: number;
        number: string;
        floor: number;
        type: components['schemas']['RoomType'];
        /**
         * @description booked_type: of the type booked; upgrade: one that it may be upgraded to; other: any other
         * @enum {string}
         */
        kind: 'booked_type' | 'upgrade' | 'other';
        /** @description too_small: for more people than it takes; smoking_differs: 喫煙 where 禁煙 was booked, or the reverse */
        drawbacks: ('too_small' | 'smoking_differs')[];
      }[];
      /** @description Rooms that another stay has whose guest has not come, and with which it can change rooms */
      exchanges: {
        id: number;
        number: string;
        floor: number;
        type: components['schemas']['RoomType'];
        /**
         * @description booked_type: of the type booked; upgrade: one that it may be upgraded to; other: any other
         * @enum {string}
         */
        kind: 'booked_type' | 'upgrade' | 'other';
        /** @description too_small: for more people than it takes; smoking_differs: 喫煙 where 禁煙 was booked, or the reverse */
        drawbacks: ('too_small' | 'smoking_differs')[];
        /** @description The stay that has the room, and could have this one’s in return */
        with: components['schemas']['BookingPlan'];
        /** @description How this stay’s room would suit the other */
        theirs: {
          /**
           * @description booked_type: of the type booked; upgrade: one that it may be upgraded to; other: any other
           * @enum {string}
           */
          kind: 'booked_type' | 'upgrade' | 'other';
          /** @description too_small: for more people than it takes; smoking_differs: 喫煙 where 禁煙 was booked, or the reverse */
          drawbacks: ('too_small' | 'smoking_differs')[];
        };
      }[];
    };
    SalesToStop: {
      items: components['schemas']['Sale'][];
      /** @description Of every type */
      allowances: {
        type: components['schemas']['RoomType'];
        /** @description 0: none */
        stays: number;
        /** @description 0: nobody has set it yet */
        version: number;
      }[];
      /** @description False: there are more, of later nights */
      complete: boolean;
    };
    /** @description A type on a night, of which something is to be said */
    Sale: {
      type: components['schemas']['RoomType'];
      /** Format: date */
      night: string;
      /**
       * @description to_stop: selling it should stop; stopped: it is stopped (手仕舞い済み), and should stay so; may_resume: it is, and need not be (再販可)
       * @enum {string}
       */
      state: 'to_stop' | 'stopped' | 'may_resume';
      /** @description Stays without a room that booked the type and need the night */
      stays: number;
      /** @description Rooms of the type for sale that nobody holds that night */
      free: number;
      /** @description Of these stays, how many the hotel intends to have */
      allowance: number;
      stopped: {
        /** Format: date-time */
        at: string;
        userId: number | null;
        /** @description 担当者, where the login is shared */
        clerk: string | null;
      } | null;
    };
    /** @description What is known of the guest of a stay */
    GuestOfStay: {
      planId: number;
      /** @description Whether the guest can be told, so that rooms can be noted: a person’s booking in the PMS */
      known: boolean;
      /** @description Of the same client, phone or mail, in this hotel */
      lastStay: {
        /** Format: date */
        checkIn: string;
        /** Format: date */
        checkOut: string;
        /** @description Held in its last night; the first few */
        rooms: components['schemas']['NumberedRoom'][];
        moreRooms: number;
      } | null;
      notes: components['schemas']['RoomNote'][];
    };
    /** @description A room that a guest wishes for, or one that will not do */
    RoomNote: {
      id: number;
      version: number;
      room: components['schemas']['NumberedRoom'];
      /**
       * @description wish: 希望の部屋; avoid: 不可の部屋
       * @enum {string}
       */
      kind: 'wish' | 'avoid';
      text: string | null;
    };
    /** @description Room types, the upgrades between them, and what is wrong */
    HierarchyGraph: {
      /** @description Of the whole: every edit of a relation or a rule raises it */
      version: number;
      rules: components['schemas']['HierarchyRules'];
      types: {
        id: number;
        name: string;
        /** @description False: it has rooms, but none of them is for sale */
        active: boolean;
        /** @description People that its largest room for sale takes */
        capacity: number;
      }[];
      relations: {
        /** @description Smaller is tried first */
        priority: number;
        active: boolean;
        /**
         * @description automatic: given without asking; suggest: only by a person; never: kept, but not gone along
         * @enum {string}
         */
        policy: 'automatic' | 'suggest' | 'never';
        /** @description Yen; null: the hotel has put no price on it */
        costPerNight: number | null;
        /** @description An upgrade along it only ends in a type with as many beds as the booked one */
        sameBedCount: boolean;
        fromTypeId: number;
        toTypeId: number;
      }[];
      problems: components['schemas']['HierarchyProblem'][];
    };
    HierarchyRules: {
      /** @description Relations that one upgrade may go along */
      maxUpgradeLevels: number;
      /** @description Yen per night of a whole path; null: no limit */
      priceDifferenceLimit: number | null;
    };
    HierarchyProblem: {
      key: string;
      params: {
        [key: string]: string | number;
      };
      text: {
        ja: string;
        en: string;
      };
      /**
       * @description An edit that brings an error is refused; a warning is for a person to look at
       * @enum {string}
       */
      severity: 'error' | 'warning';
      /** @description Ids of the room types that it is about */
      types: number[];
    };
    HierarchyChangePage: {
      readonly items: components['schemas']['HierarchyChange'][];
      page: number;
      pageSize: number;
      total: number;
    };
    HierarchyChange: {
      /** @description The version that it made; names the change */
      version: number;
      /** Format: date-time */
      at: string;
      userId: number | null;
      /** @description 担当者, where the login is shared */
      clerk: string | null;
      /** @description add, change, remove, replace, rules, undo or setup */
      kind: string;
      /** @description Of an undo: the change before which it put everything back */
      undoes: number | null;
      relations: {
        from: components['schemas']['RoomType'];
        to: components['schemas']['RoomType'];
        before: components['schemas']['RelationTerms'] | null;
        after: components['schemas']['RelationTerms'] | null;
      }[];
      /** @description Null: they stayed */
      rules: {
        before: components['schemas']['HierarchyRules'];
        after: components['schemas']['HierarchyRules'];
      } | null;
    };
    RelationTerms: {
      /** @description Smaller is tried first */
      priority: number;
      active: boolean;
      /**
       * @description automatic: given without asking; suggest: only by a person; never: kept, but not gone along
       * @enum {string}
       */
      policy: 'automatic' | 'suggest' | 'never';
      /** @description Yen; null: the hotel has put no price on it */
      costPerNight: number | null;
      /** @description An upgrade along it only ends in a type with as many beds as the booked one */
      sameBedCount: boolean;
    };
    /** @description The ways that an upgrade of a type may go, best first */
    UpgradePaths: {
      version: number;
      from: components['schemas']['RoomType'];
      paths: components['schemas']['UpgradePath'][];
      /** @description False: there are more, and these are the best of each kind */
      complete: boolean;
      cut: {
        to: components['schemas']['RoomType'];
        path: components['schemas']['RoomType'][];
        reason: components['schemas']['ToldReason'];
      }[];
    };
    UpgradePath: {
      to: components['schemas']['RoomType'];
      /** @description From the booked type to `to`, both included */
      path: components['schemas']['RoomType'][];
      /** @description Relations along the path */
      levels: number;
      /** @description Yen, over the whole path; a relation without a price counts 0 */
      costPerNight: number;
      /** @description False: no relation along it has a price, and its cost of 0 says nothing */
      priced: boolean;
      /** @enum {string} */
      policy: 'automatic' | 'suggest';
      sameBedCount: boolean;
      /** @description Why it may not be taken as things stand: its bed-count rule */
      barred: components['schemas']['ToldReason'] | null;
    };
    /** @description Why, with the sentence in the languages of the screens */
    ToldReason: {
      key: string;
      params: {
        [key: string]: string | number;
      };
      text: {
        ja: string;
        en: string;
      };
    };
    /** @description What placement would give such a stay now, and the best upgrade, or why there is none */
    BestUpgrade: {
      version: number;
      from: components['schemas']['RoomType'];
      /** @description Whether it is to be a room that is not smoked in, asked for or promised */
      nonSmoking: boolean;
      /** @description The type that placement would give such a stay now; null: none, 部屋未定 */
      given: components['schemas']['RoomType'] | null;
      best: components['schemas']['RankedUpgrade'] | null;
      reason: components['schemas']['ToldReason'];
      alternatives: components['schemas']['RankedUpgrade'][];
      barred: {
        to: components['schemas']['RoomType'];
        reason: components['schemas']['ToldReason'];
      }[];
    };
    RankedUpgrade: {
      to: components['schemas']['RoomType'];
      /** @description From the booked type to `to`, both included */
      path: components['schemas']['RoomType'][];
      /** @description Relations along the path */
      levels: number;
      /** @description Yen, over the whole path; a relation without a price counts 0 */
      costPerNight: number;
      /** @description False: no relation along it has a price, and its cost of 0 says nothing */
      priced: boolean;
      /** @enum {string} */
      policy: 'automatic' | 'suggest';
      sameBedCount: boolean;
      /** @description Yen per night */
      expectedLostSale: number;
      /** @description Rooms that are free for it */
      rooms: number;
      /** @description Tentative stays that placement would move for it; 0 where a room is free */
      moves: number;
      reasons: components['schemas']['ToldReason'][];
    };
    PlannedTryPage: {
      readonly items: components['schemas']['PlannedTry'][];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description A try to come, of a message or of a confirmation */
    PlannedTry: {
      /** @enum {string} */
      what: 'message' | 'confirmation';
      /** @description Of the message, or of the output that is to be confirmed */
      id: number;
      bookingNumber: string | null;
      /** @description Why a message is not imported yet; null where it was not tried */
      reason: components['schemas']['ToldReason'] | null;
      attempts: number;
      /** Format: date-time */
      next: string;
      /** @description The next one included; null where they are not counted */
      triesLeft: number | null;
      /** @description When it is given up, or a change is applied as new; null where no time ends it */
      until: string | null;
      /** @description What makes it be tried before `next` */
      wokenBy: ('nights_freed' | 'booking_known') | null;
    };
    /** @description What became of the message */
    ImportCommandOutcome: {
      /** @description Whether the message is in the PMS now */
      imported: boolean;
      /** @description Why it is not */
      reason: components['schemas']['ToldReason'] | null;
      message: components['schemas']['ImportMessage'];
    };
    /** @description A message of the site controller */
    ImportMessage: {
      id: number;
      /** @description Rises with every change; a command names the version that it saw */
      version: number;
      state: components['schemas']['ImportMessageState'];
      status: components['schemas']['ImportMessageStatus'];
      /** @description Null where the message could not be read so far */
      kind: ('new' | 'change' | 'cancellation') | null;
      agency: string | null;
      bookingNumber: string | null;
      checkIn: string | null;
      /** Format: date-time */
      receivedAt: string;
      attempts: number;
      nextAttemptAt: string | null;
      /** @description Why it is not imported and what to do; null where nothing is wrong */
      reason: components['schemas']['ToldReason'] | null;
      /** @description How a person settled it; kept: the booking stays as it is */
      resolution:
        ('entered_by_hand' | 'done_in_pms' | 'housed_elsewhere' | 'cancellation_requested' | 'kept') | null;
      /** @description What was mended, set aside or odd in it, though it could be read; at most 40 */
      warnings: components['schemas']['ToldReason'][];
      /** @description The reservation of its booking number, where there is one */
      reservationId: string | null;
      actions: components['schemas']['ImportMessageAction'][];
    };
    /**
     * @description held: a person must decide (要確認); failed: a person must act (要対応); waiting: it is tried again by itself; done: nothing is to be done
     * @enum {string}
     */
    ImportMessageState: 'held' | 'failed' | 'waiting' | 'done';
    /**
     * @description Where it stands in the ledger
     * @enum {string}
     */
    ImportMessageStatus:
      | 'received'
      | 'pending'
      | 'retrying'
      | 'waiting'
      | 'failed'
      | 'imported'
      | 'resolved'
      | 'duplicate'
      | 'superseded'
      | 'ignored';
    /** @description Something that can be done with a message as it stands */
    ImportMessageAction: {
      /** @enum {string} */
      action: 'retry' | 'import' | 'accept' | 'reject' | 'resolve' | 'edit' | 'ignore';
      /**
       * @description What a person needs for it
       * @enum {string}
       */
      permission: 'operate' | 'supervise';
    };
    /** @description total is told up to 1,000 */
    ImportMessagePage: {
      readonly items: components['schemas']['ImportMessage'][];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description A message with all that is known around it */
    ImportMessageDetail: {
      id: number;
      /** @description Rises with every change; a command names the version that it saw */
      version: number;
      state: components['schemas']['ImportMessageState'];
      status: components['schemas']['ImportMessageStatus'];
      /** @description Null where the message could not be read so far */
      kind: ('new' | 'change' | 'cancellation') | null;
      agency: string | null;
      bookingNumber: string | null;
      checkIn: string | null;
      /** Format: date-time */
      receivedAt: string;
      attempts: number;
      nextAttemptAt: string | null;
      /** @description Why it is not imported and what to do; null where nothing is wrong */
      reason: components['schemas']['ToldReason'] | null;
      /** @description How a person settled it; kept: the booking stays as it is */
      resolution:
        ('entered_by_hand' | 'done_in_pms' | 'housed_elsewhere' | 'cancellation_requested' | 'kept') | null;
      /** @description What was mended, set aside or odd in it, though it could be read; at most 40 */
      warnings: components['schemas']['ToldReason'][];
      /** @description The reservation of its booking number, where there is one */
      reservationId: string | null;
      actions: components['schemas']['ImportMessageAction'][];
      /** @description Null where it cannot be read */
      content: components['schemas']['ImportMessageContent'] | null;
      reservations: components['schemas']['HeldReservation'][];
      /** @description Where one reservation is held: what the message would change */
      differences: components['schemas']['ImportDifference'][];
      /** @description Of a change that is held for what people edited: what accepting it deletes, row by row */
      deletes: components['schemas']['ImportDeletedRow'][];
      /** @description Stands for what people have edited as told here: who accepts sends it back, so that nothing else is deleted */
      seen: string | null;
      /** @description The newest 100, newest first */
      history: components['schemas']['ImportAttempt'][];
      /** @description The other messages of its booking, newest first; at most 100 */
      others: components['schemas']['ImportMessageOutline'][];
    };
    /** @description What the message says */
    ImportMessageContent: {
      guestName: string | null;
      guestKana: string | null;
      /** @description Null of a cancellation, as everything but names and remarks */
      checkIn: string | null;
      checkOut: string | null;
      people: number | null;
      /** @description As the message, its plan or else the hotel’s setting says; null of a stay over night */
      dayUse: components['schemas']['DayUseHours'] | null;
      rooms: components['schemas']['ImportMessageRoom'][];
      /** @description Whole yen, as the agency says */
      total: number | null;
      cancellationCharge: number | null;
      planName: string | null;
      remarks: string[];
      /** @description A person has corrected it; the original is kept */
      edited: boolean;
    };
    ImportMessageRoom: {
      /** @description Position of the room within the message, from 0 */
      slot: number;
      /** @description The agency’s */
      roomCode: string;
      /** @description As the agency calls it */
      roomName: string | null;
      /** @description What the code leads to; null where to none */
      type: components['schemas']['RoomType'] | null;
      nights: {
        /** Format: date */
        date: string;
        roomCode: string;
        people: number;
        /** @description Whole yen for the room */
        price: number;
      }[];
    };
    /** @description What the PMS holds for the booking now */
    HeldReservation: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: 'booked' | 'checked_in' | 'checked_out' | 'cancelled' | 'block';
      guestName: string | null;
      /** Format: date */
      checkIn: string;
      /** Format: date */
      checkOut: string;
      rooms: {
        id: number;
        number: string;
        type: components['schemas']['RoomType'];
        nights: {
          /** Format: date */
          date: string;
          people: number;
          /** @description Whole yen for the room */
          price: number;
        }[];
      }[];
    };
    ImportDifference: {
      /** @enum {string} */
      part: 'status' | 'dates' | 'rooms' | 'people' | 'price';
      /** @description What the PMS holds */
      before: string;
      /** @description What the message says */
      after: string;
      /** @description What the agency had said before; null where nothing of it took effect here */
      agencyBefore: string | null;
    };
    /** @description What a person entered in the PMS */
    ImportDeletedRow: {
      /** @enum {string} */
      part: 'dates' | 'nights' | 'people' | 'prices' | 'plans' | 'addons' | 'surcharges' | 'payments';
      /** @description Columns of the PMS, and what stands there */
      facts: {
        [key: string]: string | number | boolean | null;
      };
    };
    ImportAttempt: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      trigger: 'initial' | 'retry' | 'manual';
      /** @description What a person did; null where the import tried by itself */
      action: string | null;
      /** @description What it came to */
      status: string;
      reason: components['schemas']['ToldReason'] | null;
      durationMs: number;
      userId: number | null;
      /** @description 担当者, where the login is shared */
      clerk: string | null;
      /** @description What the person said of it */
      note: {
        text: string | null;
        where: string | null;
        who: string | null;
      } | null;
    };
    ImportMessageOutline: {
      id: number;
      /** @description Rises with every change; a command names the version that it saw */
      version: number;
      state: components['schemas']['ImportMessageState'];
      status: components['schemas']['ImportMessageStatus'];
      /** @description Null where the message could not be read so far */
      kind: ('new' | 'change' | 'cancellation') | null;
      agency: string | null;
      bookingNumber: string | null;
      checkIn: string | null;
      /** Format: date-time */
      receivedAt: string;
      attempts: number;
      nextAttemptAt: string | null;
      /** @description Why it is not imported and what to do; null where nothing is wrong */
      reason: components['schemas']['ToldReason'] | null;
      /** @description How a person settled it; kept: the booking stays as it is */
      resolution:
        ('entered_by_hand' | 'done_in_pms' | 'housed_elsewhere' | 'cancellation_requested' | 'kept') | null;
      /** @description What was mended, set aside or odd in it, though it could be read; at most 40 */
      warnings: components['schemas']['ToldReason'][];
    };
    /** @description Rooms that a person may import a message into */
    ImportMessageRooms: {
      /** @description Those that are sold */
      types: components['schemas']['RoomType'][];
      /** @description None of a message that books nothing, or cannot be read */
      rooms: {
        /** @description Position of the room within the message, from 0 */
        slot: number;
        /** @description Free on all its nights, best first */
        items: {
          id: number;
          number: string;
          floor: number;
          type: components['schemas']['RoomType'];
          /**
           * @description booked_type: of the type booked; upgrade: one that it may be upgraded to; other: any other
           * @enum {string}
           */
          kind: 'booked_type' | 'upgrade' | 'other';
          /** @description too_small: for more people than it takes; smoking_differs: 喫煙 where 禁煙 was booked, or the reverse */
          drawbacks: ('too_small' | 'smoking_differs')[];
        }[];
      }[];
    };
    ImportMessageText: {
      /** @description As it came */
      xml: string;
      editedXml: string | null;
    };
    OpenBookings: {
      items: components['schemas']['OpenBooking'][];
      /** @description Whether these are all; at most 500, the newest */
      complete: boolean;
    };
    /** @description A booking with messages that are not imported */
    OpenBooking: {
      bookingNumber: string;
      reservationId: string | null;
      /** @description Of the most pressing of its messages */
      state: components['schemas']['ImportMessageState'];
      /** @description Open messages of the booking */
      count: number;
      newestMessageId: number;
    };
    StaysWithoutRoom: {
      readonly items: components['schemas']['StayWithoutRoom'][];
      page: number;
      pageSize: number;
      total: number;
    };
    /** @description A booked stay for which there is no room: 部屋未定 */
    StayWithoutRoom: {
      plan: components['schemas']['BookingPlan'];
      /** @description The room that placement would give it now, beside the other rooms of its booking; null: none */
      fits: {
        id: number;
        number: string;
        type: components['schemas']['RoomType'];
      } | null;
      /** @description The booked type and its automatic upgrades, where none of them can take it */
      full: {
        type: components['schemas']['RoomType'];
        /** @description On which no room of the type is free; none: on each night one is, but not throughout */
        nights: string[];
        reason: components['schemas']['Reason'];
      }[];
      /** @description Proposals: upgrades that only a person gives. Accepted by importing the message into the room, or refused */
      upgrades: {
        room: {
          id: number;
          number: string;
          type: components['schemas']['RoomType'];
        };
        /** @description Yen */
        costPerNight: number;
        reason: components['schemas']['Reason'];
      }[];
      /** @description What the PMS holds for it as 押さえ until it has a room */
      held: {
        room: {
          id: number;
          number: string;
          type: components['schemas']['RoomType'];
        };
        nights: string[];
      }[];
      /** @description What `hold` would hold beside that now; none where the hotel’s rooms are not planned */
      holdable: {
        room: {
          id: number;
          number: string;
          type: components['schemas']['RoomType'];
        };
        nights: string[];
      }[];
      /** @description Not proposed any more, since a person has refused it, until it is to be proposed again */
      refused: components['schemas']['RoomType'][];
      /** @description The newest open message of its booking, with what can be done about it; null: none is open */
      message: components['schemas']['ImportMessage'] | null;
    };
    /** @description What the room codes of a hotel mean, and which have come */
    Mappings: {
      mappings: components['schemas']['ListedMapping'][];
      seen: components['schemas']['SeenCode'][];
      types: {
        id: number;
        name: string;
        /** @description Rooms for sale */
        smokingRooms: number;
        /** @description Rooms for sale */
        nonSmokingRooms: number;
      }[];
      /**
       * @description What 指定なし takes
       * @enum {string}
       */
      smokingDefault: 'smoking' | 'non_smoking';
    };
    /** @description A mapping, with when and by whom it was last edited */
    ListedMapping: {
      id: number;
      version: number;
      /** @description The agency’s company; null: any */
      agency: string | null;
      code: string;
      type: components['schemas']['RoomType'];
      /**
       * @description smoking: 喫煙; non_smoking: 禁煙; unspecified: 指定なし, the hotel’s default
       * @enum {string}
       */
      smoking: 'smoking' | 'non_smoking' | 'unspecified';
      /** @description What the code sells beside type and smoking */
      attributes: string[];
      /** @description False: kept, and nothing goes by it */
      active: boolean;
      /** @description What the PMS’s own room master says of the code; null: nothing */
      master: components['schemas']['RoomType'] | null;
      /** @description As the agency calls the room, the newest first */
      names: string[];
      /** @description Messages with the code that wait for a room */
      waiting: number;
      /** @description What is wrong with it now, the worst first */
      problems: components['schemas']['MappingProblem'][];
      /** @description Null where that was longer ago than the audit log is kept */
      lastEdit: {
        /** Format: date-time */
        at: string;
        userId: number | null;
        clerk: string | null;
      } | null;
    };
    MappingProblem: {
      key: string;
      params: {
        [key: string]: string | number;
      };
      text: {
        ja: string;
        en: string;
      };
      /**
       * @description error: not saved; confirm: only with confirmOverride; warning: saved all the same
       * @enum {string}
       */
      severity: 'error' | 'confirm' | 'warning';
    };
    /** @description A room code that came with messages of the last 400 days */
    SeenCode: {
      /** @description The agency’s company; empty where its messages name none */
      agency: string;
      code: string;
      /** @description As the agency calls the room, the newest first */
      names: string[];
      /**
       * Format: date-time
       * @description May lag by up to two days
       */
      lastSeenAt: string;
      /** @description Null: it leads to no room type */
      meaning: {
        type: components['schemas']['RoomType'];
        /** @description Null: only the master knows the code */
        smoking: ('smoking' | 'non_smoking') | null;
        /** @enum {string} */
        source: 'agency' | 'any' | 'master';
      } | null;
      /** @description What the PMS’s own room master says of the code; null: nothing */
      master: components['schemas']['RoomType'] | null;
      /** @description Messages with the code that wait for a room */
      waiting: number;
    };
    /** @description A mapping that was saved, and what that did */
    MappingEdit: {
      /** @description Messages whose codes all lead to a room type then, and did not or led elsewhere */
      frees: number;
      /** @description Messages that are tried again at once, these among them */
      retried: number;
      /** @description Null: it is deleted */
      mapping: components['schemas']['Mapping'] | null;
    };
    /** @description What an agency’s room code means to the hotel */
    Mapping: {
      id: number;
      version: number;
      /** @description The agency’s company; null: any */
      agency: string | null;
      code: string;
      type: components['schemas']['RoomType'];
      /**
       * @description smoking: 喫煙; non_smoking: 禁煙; unspecified: 指定なし, the hotel’s default
       * @enum {string}
       */
      smoking: 'smoking' | 'non_smoking' | 'unspecified';
      /** @description What the code sells beside type and smoking */
      attributes: string[];
      /** @description False: kept, and nothing goes by it */
      active: boolean;
      /** @description What the PMS’s own room master says of the code; null: nothing */
      master: components['schemas']['RoomType'] | null;
      /** @description As the agency calls the room, the newest first */
      names: string[];
      /** @description Messages with the code that wait for a room */
      waiting: number;
      /** @description What is wrong with it now, the worst first */
      problems: components['schemas']['MappingProblem'][];
    };
    MappingChangePage: {
      readonly items: components['schemas']['MappingChange'][];
      page: number;
      pageSize: number;
      total: number;
    };
    MappingChange: {
      /** Format: date-time */
      at: string;
      userId: number | null;
      /** @description 担当者, where the login is shared */
      clerk: string | null;
      /** @enum {string} */
      kind: 'add' | 'change' | 'remove';
      /** @description The agency’s company; null: any */
      agency: string | null;
      code: string;
      before: components['schemas']['MappingTerms'] | null;
      after: components['schemas']['MappingTerms'] | null;
      /** @description Messages that it freed */
      frees: number;
    };
    MappingTerms: {
      type: components['schemas']['RoomType'];
      /**
       * @description smoking: 喫煙; non_smoking: 禁煙; unspecified: 指定なし, the hotel’s default
       * @enum {string}
       */
      smoking: 'smoking' | 'non_smoking' | 'unspecified';
      /** @description What the code sells beside type and smoking */
      attributes: string[];
      /** @description False: kept, and nothing goes by it */
      active: boolean;
    };
    /** @description What saving a mapping would do */
    MappingPreview: {
      /** @description Messages whose codes all lead to a room type then, and did not or led elsewhere */
      frees: number;
      /** @description Messages that are tried again at once, these among them */
      retried: number;
      /** @description The worst first */
      problems: components['schemas']['MappingProblem'][];
      /** @description The mapping that this agency’s code has already */
      present: components['schemas']['Mapping'] | null;
    };
    /** @description How the import did over a range of business dates */
    ImportStatistics: {
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      /**
       * Format: date-time
       * @description Today is counted up to this moment
       */
      countedUpTo: string;
      days: {
        /** Format: date */
        date: string;
        /** @description False: not counted yet, or forgotten */
        counted: boolean;
        /** @description Messages received */
        received: number;
        /** @description Messages that were tried; over several days, one counts on each */
        tried: number;
        /** @description Of those, the ones that got through by the last attempt of the day */
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
        importedAtOnce: number;
        importedAfterRetry: number;
        importedByHand: number;
        /** @description Messages given up for a person */
        failed: number;
      }[];
      total: {
        /** @description Messages received */
        received: number;
        /** @description Messages that were tried; over several days, one counts on each */
        tried: number;
        /** @description Of those, the ones that got through by the last attempt of the day */
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
        importedAtOnce: number;
        importedAfterRetry: number;
        importedByHand: number;
        /** @description Messages given up for a person */
        failed: number;
        attempts: number;
        /** @description By hour of the hotel’s clock, 24 */
        attemptsByHour: number[];
        failuresByHour: number[];
        byKind: {
          value: string | null;
          attempts: number;
        }[];
        byTrigger: {
          value: string | null;
          attempts: number;
        }[];
        byStatus: {
          value: string | null;
          attempts: number;
        }[];
        byClass: {
          value: string | null;
          attempts: number;
        }[];
        /** @description Percentiles are taken from a histogram; null where there was none */
        durationMs: {
          count: number;
          p50: number;
          p95: number;
          max: number;
          mean: number;
        } | null;
        /** @description From the receipt of a message to its reservation */
        latencySeconds: {
          count: number;
          p50: number;
          p95: number;
          max: number;
          mean: number;
        } | null;
      };
      topCauses: {
        code: string;
        class: string;
        attempts: number;
        /** @description What the failure means; facts of single messages left out */
        text: {
          ja: string;
          en: string;
        };
      }[];
      patterns: components['schemas']['FailurePattern'][];
    };
    /** @description What keeps failing alike */
    FailurePattern: {
      /** @enum {string} */
      kind: 'room_code' | 'agency' | 'cause' | 'hour';
      /** @description Messages that failed alike; of an hour, attempts */
      count: number;
      code: string | null;
      cause: {
        ja: string;
        en: string;
      } | null;
      reason: components['schemas']['ToldReason'];
    };
    /** @description Whether a hotel’s import does well, and why not */
    ImportHealth: {
      /** @enum {string} */
      verdict: 'good' | 'degraded' | 'bad';
      /** Format: date-time */
      since: string;
      /** @description What stands against calling it good now, the worst first; the verdict follows a quarter of an hour later where it gets better */
      reasons: {
        /** @enum {string} */
        severity: 'degraded' | 'bad';
        reason: components['schemas']['ToldReason'];
      }[];
      /** @description The last 24 hours */
      lastDay: {
        tried: number;
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
      };
      /** @description The 30 business dates before today */
      usual: {
        tried: number;
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
      };
      /** @description Of the last 7 business dates */
      patterns: components['schemas']['FailurePattern'][];
    };
    /** @description How the import stands, at a glance */
    ImportDashboard: {
      /** Format: date */
      businessDate: string;
      /** @enum {string} */
      verdict: 'good' | 'degraded' | 'bad';
      /** Format: date-time */
      since: string;
      /** @description What stands against calling it good now, the worst first; the verdict follows a quarter of an hour later where it gets better */
      reasons: {
        /** @enum {string} */
        severity: 'degraded' | 'bad';
        reason: components['schemas']['ToldReason'];
      }[];
      /** @description Messages that are not imported, by state and class of failure; 1,000 of what failed or of what waits: at least so many */
      open: {
        status: string;
        class: string | null;
        count: number;
      }[];
      /** @description Of those, what only a person ends */
      needsPerson: number;
      oldestFailedAt: string | null;
      oldestWaitingAt: string | null;
      nextRetries: {
        messageId: number;
        bookingNumber: string | null;
        /** Format: date-time */
        at: string;
        code: string | null;
      }[];
      lastDay: {
        tried: number;
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
      };
      usual: {
        tried: number;
        succeeded: number;
        /** @description Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried */
        successRate: number | null;
      };
      /** @description Of the last 24 hours */
      topCauses: {
        code: string;
        class: string;
        attempts: number;
        /** @description What the failure means; facts of single messages left out */
        text: {
          ja: string;
          en: string;
        };
      }[];
      /** @description When the last output came */
      lastReceivedAt: string | null;
      /** @description When the site controller last answered properly */
      lastAnswerAt: string | null;
      /** @description Since when nothing is fetched, as the database was restored to an earlier time */
      fetchingHeldSince: string | null;
      /** @description What messages, the PMS and our plans say differently, and nobody has seen to */
      openFindings: number;
      /** @description Of those, gaps in the report numbers of an agency */
      reportNumberGaps: number;
      /** @description Outputs that the site controller has not heard of as safe */
      unconfirmed: number;
      oldestUnconfirmedAt: string | null;
    };
    /** @description The run that was asked for */
    ReconciliationRunRequested: {
      id: number;
    };
    /** @description Findings, the newest first, and the run that looked last */
    Reconciliation: {
      readonly items: components['schemas']['ReconciliationFinding'][];
      page: number;
      pageSize: number;
      total: number;
      lastRun: {
        id: number;
        /** Format: date-time */
        requestedAt: string;
        /** @description Null while it waits or works */
        finishedAt: string | null;
        bookings: number | null;
        findings: number | null;
      } | null;
    };
    /** @description What messages, PMS and plans say differently; nothing is repaired by itself */
    ReconciliationFinding: {
      id: number;
      version: number;
      /** @enum {string} */
      kind:
        | 'missing_in_pms'
        | 'cancelled_in_pms'
        | 'cancelled_by_agency'
        | 'doubled'
        | 'stay_differs'
        | 'charged_night'
        | 'plan_without_reservation'
        | 'reservation_without_plan'
        | 'report_numbers_missing';
      /** @enum {string} */
      state: 'open' | 'dismissed' | 'settled';
      bookingNumber: string | null;
      agency: string | null;
      reservationId: string | null;
      messageId: number | null;
      checkIn: string | null;
      checkOut: string | null;
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: date-time */
      lastSeenAt: string;
      settledAt: string | null;
      /** @description When a person let it stand as it is; also of one that is settled since */
      dismissedAt: string | null;
      /** @description Id of that user */
      dismissedBy: number | null;
      /** @description 担当者, where the login is shared */
      dismissedByClerk: string | null;
      dismissedBecause: string | null;
      /**
       * @description What ends it: the booking is entered in the PMS under its number, as its message says; somebody does in the PMS what is right; the agency is asked; the room is checked, then the finding dismissed; it is put right by itself
       * @enum {string}
       */
      settledBy: 'enter_by_hand' | 'open_reservation' | 'ask_agency' | 'check_room' | 'wait';
      /** @description What differs, and what to do */
      reason: components['schemas']['ToldReason'];
    };
    /** @description How the reception of bookings from the site controller stands */
    Reception: {
      /** @description 最終受信: when the site controller last answered properly, with or without bookings */
      lastReceivedAt: string | null;
      /** @description When it is asked next; null where it was never asked */
      nextFetchAt: string | null;
      /**
       * @description open: it fails, and is only probed now and then; half_open: that probe is due or on its way
       * @enum {string}
       */
      circuit: 'closed' | 'open' | 'half_open';
      circuitOpenSince: string | null;
      /** @description Requests that failed in a row, up to now */
      failures: number;
      /** @description What the last request failed by */
      lastFailure: string | null;
      /** @description Outputs that are stored, and that the site controller has not heard of as safe */
      unconfirmedOutputs: number;
      /** @description Why nothing is fetched: the database was restored to an earlier time; null where nothing holds it */
      hold: {
        /** Format: date-time */
        since: string;
        /**
         * @description restored: the database showed it; said_restored: a person said it
         * @enum {string}
         */
        because: 'restored' | 'said_restored';
        /** @description When the restored tables were last fetched for: what came later may be missing, and has to be sent again */
        receivedUntil: string | null;
        /** @description The comparison that was asked for since has ended */
        reconciled: boolean;
        /** @description Whether a supervisor may let the hotel go on now: it is compared, or was not for long */
        mayBeReleased: boolean;
        /** @description What it found that had not stood before, and nobody has seen to */
        openFindings: number;
      } | null;
    };
    /** @description The slot of a fetch that a person asked for */
    GrantedFetch: {
      /**
       * Format: date-time
       * @description When it is done, or within a minute after
       */
      at: string;
      /** @description One is on its way already, and serves */
      underWay: boolean;
    };
    /** @description What the import goes by in the hotel */
    ImportSettings: {
      /** @description Kinds that are applied at once; the others wait for a person */
      appliedAutomatically: (
        | 'after_check_in'
        | 'reservation_cancelled'
        | 'edited_by_hand'
        | 'rooms_of_group_changed'
        | 'room_type_changes'
      )[];
      /** @description The hours in which the hotel is fetched frequently */
      frequentHours: {
        /**
         * @description HH:MM at the hotel
         * @example 07:00
         */
        from: string;
        /**
         * @description On the next day where it is not after `from`; where it is the same, all day
         * @example 07:00
         */
        until: string;
      };
      /** @description Between two fetches in those hours */
      frequentSeconds: number;
      /** @description Between two fetches outside of them that nobody asks for */
      offHoursSeconds: number;
      /** @description For which a change waits for its booking before it is applied as new */
      changeWaitMinutes: number;
      /** @description The same, of a guest who comes on the business date of its receipt or the next */
      arrivalWaitMinutes: number;
      /** @description For which a cancellation waits for its booking before a person is asked */
      cancellationWaitHours: number;
      /**
       * @description What a mapping that says 指定なし takes
       * @enum {string}
       */
      smokingDefault: 'smoking' | 'non_smoking';
      /** @description Classes of children who need a bed (A70, B50, C30, D with their variants; all others); all count as people */
      childrenWithBed: ('A' | 'B' | 'C' | 'D' | 'other')[];
      /** @description Of a day use whose message does not say them */
      dayUseHours: components['schemas']['DayUseHours'];
      /** @description Names of one agency that differ by more than spelling, a list for each agency */
      agencyAliases: string[][];
      /** @description Nights that fit of a stay without a room are held in the PMS as 押さえ, without anybody asking */
      holdsWhatFits: boolean;
      /** @description Several people work at one login: every command names its 担当者 (`clerk`) */
      sharedLogins: boolean;
      /** @description Of the hotel’s settings; 0: nothing is stored yet */
      version: number;
      /** @description Of a hotel that has set nothing */
      usual: {
        /** @description Kinds that are applied at once; the others wait for a person */
        appliedAutomatically: (
          | 'after_check_in'
          | 'reservation_cancelled'
          | 'edited_by_hand'
          | 'rooms_of_group_changed'
          | 'room_type_changes'
        )[];
        /** @description The hours in which the hotel is fetched frequently */
        frequentHours: {
          /**
           * @description HH:MM at the hotel
           * @example 07:00
           */
          from: string;
          /**
           * @description On the next day where it is not after `from`; where it is the same, all day
           * @example 07:00
           */
          until: string;
        };
        /** @description Between two fetches in those hours */
        frequentSeconds: number;
        /** @description Between two fetches outside of them that nobody asks for */
        offHoursSeconds: number;
        /** @description For which a change waits for its booking before it is applied as new */
        changeWaitMinutes: number;
        /** @description The same, of a guest who comes on the business date of its receipt or the next */
        arrivalWaitMinutes: number;
        /** @description For which a cancellation waits for its booking before a person is asked */
        cancellationWaitHours: number;
        /**
         * @description What a mapping that says 指定なし takes
         * @enum {string}
         */
        smokingDefault: 'smoking' | 'non_smoking';
        /** @description Classes of children who need a bed (A70, B50, C30, D with their variants; all others); all count as people */
        childrenWithBed: ('A' | 'B' | 'C' | 'D' | 'other')[];
        /** @description Of a day use whose message does not say them */
        dayUseHours: components['schemas']['DayUseHours'];
        /** @description Names of one agency that differ by more than spelling, a list for each agency */
        agencyAliases: string[][];
        /** @description Nights that fit of a stay without a room are held in the PMS as 押さえ, without anybody asking */
        holdsWhatFits: boolean;
        /** @description Several people work at one login: every command names its 担当者 (`clerk`) */
        sharedLogins: boolean;
      };
      /** @description The shortest pause between two fetches that may be chosen */
      leastSeconds: number;
      /** @description The same for all hotels, set with the installation */
      installedAliases: string[][];
      /** @description Messages of each kind that wait for a person now */
      held: {
        /**
         * @description after_check_in: a change or cancellation of a guest who may have arrived; reservation_cancelled: of one that a person cancelled; edited_by_hand: over what a person edited; rooms_of_group_changed: other dates or another number of rooms of several; room_type_changes: another type between the nights, applied where one of them serves all nights without anybody getting less, else held all the same
         * @enum {string}
         */
        kind:
          | 'after_check_in'
          | 'reservation_cancelled'
          | 'edited_by_hand'
          | 'rooms_of_group_changed'
          | 'room_type_changes';
        messages: number;
      }[];
    };
    /** @description Settings that were saved, and what that did */
    ImportSettingsEdit: {
      /** @description Kinds that are applied at once; the others wait for a person */
      appliedAutomatically: (
        | 'after_check_in'
        | 'reservation_cancelled'
        | 'edited_by_hand'
        | 'rooms_of_group_changed'
        | 'room_type_changes'
      )[];
      /** @description The hours in which the hotel is fetched frequently */
      frequentHours: {
        /**
         * @description HH:MM at the hotel
         * @example 07:00
         */
        from: string;
        /**
         * @description On the next day where it is not after `from`; where it is the same, all day
         * @example 07:00
         */
        until: string;
      };
      /** @description Between two fetches in those hours */
      frequentSeconds: number;
      /** @description Between two fetches outside of them that nobody asks for */
      offHoursSeconds: number;
      /** @description For which a change waits for its booking before it is applied as new */
      changeWaitMinutes: number;
      /** @description The same, of a guest who comes on the business date of its receipt or the next */
      arrivalWaitMinutes: number;
      /** @description For which a cancellation waits for its booking before a person is asked */
      cancellationWaitHours: number;
      /**
       * @description What a mapping that says 指定なし takes
       * @enum {string}
       */
      smokingDefault: 'smoking' | 'non_smoking';
      /** @description Classes of children who need a bed (A70, B50, C30, D with their variants; all others); all count as people */
      childrenWithBed: ('A' | 'B' | 'C' | 'D' | 'other')[];
      /** @description Of a day use whose message does not say them */
      dayUseHours: components['schemas']['DayUseHours'];
      /** @description Names of one agency that differ by more than spelling, a list for each agency */
      agencyAliases: string[][];
      /** @description Nights that fit of a stay without a room are held in the PMS as 押さえ, without anybody asking */
      holdsWhatFits: boolean;
      /** @description Several people work at one login: every command names its 担当者 (`clerk`) */
      sharedLogins: boolean;
      /** @description Of the hotel’s settings; 0: nothing is stored yet */
      version: number;
      /** @description Of a hotel that has set nothing */
      usual: {
        /** @description Kinds that are applied at once; the others wait for a person */
        appliedAutomatically: (
          | 'after_check_in'
          | 'reservation_cancelled'
          | 'edited_by_hand'
          | 'rooms_of_group_changed'
          | 'room_type_changes'
        )[];
        /** @description The hours in which the hotel is fetched frequently */
        frequentHours: {
          /**
           * @description HH:MM at the hotel
           * @example 07:00
           */
          from: string;
          /**
           * @description On the next day where it is not after `from`; where it is the same, all day
           * @example 07:00
           */
          until: string;
        };
        /** @description Between two fetches in those hours */
        frequentSeconds: number;
        /** @description Between two fetches outside of them that nobody asks for */
        offHoursSeconds: number;
        /** @description For which a change waits for its booking before it is applied as new */
        changeWaitMinutes: number;
        /** @description The same, of a guest who comes on the business date of its receipt or the next */
        arrivalWaitMinutes: number;
        /** @description For which a cancellation waits for its booking before a person is asked */
        cancellationWaitHours: number;
        /**
         * @description What a mapping that says 指定なし takes
         * @enum {string}
         */
        smokingDefault: 'smoking' | 'non_smoking';
        /** @description Classes of children who need a bed (A70, B50, C30, D with their variants; all others); all count as people */
        childrenWithBed: ('A' | 'B' | 'C' | 'D' | 'other')[];
        /** @description Of a day use whose message does not say them */
        dayUseHours: components['schemas']['DayUseHours'];
        /** @description Names of one agency that differ by more than spelling, a list for each agency */
        agencyAliases: string[][];
        /** @description Nights that fit of a stay without a room are held in the PMS as 押さえ, without anybody asking */
        holdsWhatFits: boolean;
        /** @description Several people work at one login: every command names its 担当者 (`clerk`) */
        sharedLogins: boolean;
      };
      /** @description The shortest pause between two fetches that may be chosen */
      leastSeconds: number;
      /** @description The same for all hotels, set with the installation */
      installedAliases: string[][];
      /** @description Messages of each kind that wait for a person now */
      held: {
        /**
         * @description after_check_in: a change or cancellation of a guest who may have arrived; reservation_cancelled: of one that a person cancelled; edited_by_hand: over what a person edited; rooms_of_group_changed: other dates or another number of rooms of several; room_type_changes: another type between the nights, applied where one of them serves all nights without anybody getting less, else held all the same
         * @enum {string}
         */
        kind:
          | 'after_check_in'
          | 'reservation_cancelled'
          | 'edited_by_hand'
          | 'rooms_of_group_changed'
          | 'room_type_changes';
        messages: number;
      }[];
      /** @description Messages that are tried at once because of it */
      retried: number;
    };
    /** @description How busy a hotel was, five minutes at a time, the oldest first */
    HotelLoad: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      slotMinutes: number;
      slots: {
        /**
         * Format: date-time
         * @description When the slot began
         */
        at: string;
        /** @description Jobs of the hotel that were due and waited when the slot ended */
        jobsWaiting: number;
        /** @description How long the oldest of them had waited */
        oldestJobSeconds: number | null;
        messagesTried: number;
        /** @description Of those, what was left to a person or without a room */
        messagesEscalated: number;
        attemptMsMean: number | null;
        attemptMsMax: number | null;
        /** @description Sweeps and nightly runs that ended */
        runs: number;
        runMsMax: number | null;
        /** @description Stays with a tentative room when the slot ended */
        staysInPool: number;
        /** @description Rooms that a stay was found unable to keep */
        conflicts: number;
      }[];
      /** @description Messages escalated of those tried, 0 to 1; null where none was */
      escalationRate: number | null;
      /** @description Conflicts per stay in the pool, by its mean; null where it was empty */
      conflictRate: number | null;
    };
    /** @description Kinds of jobs that are not worked in the hotel until they go on */
    JobStops: {
      items: {
        job: string;
        /** @description Stopped in all hotels, by command; only a command takes it back */
        everywhere: boolean;
        /** Format: date-time */
        stoppedAt: string;
        /** @description Id of that user; null: by command */
        stoppedBy: number | null;
      }[];
    };
    /** @description Newest first */
    AuditLog: {
      items: components['schemas']['AuditEntry'][];
      /** @description `after` of the next page; null: there is none */
      next: number | null;
    };
    /** @description What a person has done, or looked at */
    AuditEntry: {
      id: number;
      /** Format: date-time */
      at: string;
      /** @description The user of the PMS; null: the plugin itself */
      userId: number | null;
      /** @description 担当者, where the login is shared */
      clerk: string | null;
      /** @description What was done, e.g. `booking-plan.release-nights` */
      action: string;
      /** @description To what, e.g. `booking-plan:12` */
      subject: string;
      /** @description `before` and `after`, and what the action says beside; identifiers and states, no guest’s name */
      details: {
        [key: string]: string | number | boolean | unknown[] | Record<string, never> | null;
      };
      /** @description Of the request, as its log lines have it */
      correlationId: string | null;
    };
    /** @description How the installation is, as its operations port answers at `/health` */
    HealthReport: {
      /** @description Every required part is well */
      ready: boolean;
      checks: components['schemas']['HealthPart'][];
    };
    /** @description A part of the installation, and whether it is well */
    HealthPart: {
      /** @description The same whatever the language, e.g. `site controller` */
      name: string;
      title: {
        ja: string;
        en: string;
      };
      /**
       * @description `required`: while it fails, this process takes no work
       * @enum {string}
       */
      level: 'required' | 'informative';
      ok: boolean;
      /** @description How long it took to look */
      seconds: number;
      /**
       * Format: date-time
       * @description Since when it is so: as the database has it, else since this process first saw it so
       */
      since: string;
      /** @description Of a failure, as far as it may be told: a code, or a sentence */
      cause?: string;
      /** @description Of a failure: what happened, to what, what to do */
      whatToDo?: {
        ja: string;
        en: string;
      };
      /**
       * @description Of a failure that says nothing of its own: the part `database` cannot be asked
       * @constant
       */
      notKnown?: true;
      /** @description Numbers and states; of hotels the 20 worst, by `hotel <id>` */
      details: {
        [key: string]: string | number;
      };
    };
    /** @description What went wrong (RFC 9457) */
    Problem: {
      type: string;
      title: string;
      status: number;
      /** @description For a person, in the language of `Accept-Language` */
      detail: string;
      /** @description Path of the request, without its query */
      instance: string;
      /** @description Translation key of `detail` */
      key: string;
      readonly params: {
        [key: string]: string | number;
      };
      /** @description The same sentence as `detail`: the PMS's client shows this field */
      error: string;
      correlationId: string;
      /** @description Fields that were refused */
      readonly errors?: {
        /** @description E.g. `body.checkIn`, `query.page` */
        path: string;
        code: string;
        message: string;
      }[];
    };
  };
  responses: {
    /** @description Bad Request, `request.invalid` */
    InvalidQuestion: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.invalid';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Unauthorized, `request.unsigned` */
    Unsigned: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.unsigned';
        } & components['schemas']['Problem'];
        'application/json': {
          error?: string;
        };
      };
    };
    /** @description Forbidden */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          error?: string;
        };
      };
    };
    /** @description Not Found, `request.unknown_hotel` */
    UnknownHotel: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.unknown_hotel';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Misdirected Request, `request.other_database` */
    OtherDatabase: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.other_database';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Internal Server Error, `request.failed` */
    Failed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.failed';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Service Unavailable, `request.busy`, `request.database_away`, `request.installation`, `request.guard_silent`, `plugin.starting`, `plugin.failed`, `plugin.stopped` */
    Unavailable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?:
            | 'request.busy'
            | 'request.database_away'
            | 'request.installation'
            | 'request.guard_silent'
            | 'plugin.starting'
            | 'plugin.failed'
            | 'plugin.stopped';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing` */
    InvalidCommand: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.invalid' | 'request.unreadable' | 'request.clerk_missing';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Payload Too Large, `request.too_large` */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.too_large';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Unsupported Media Type, `request.unreadable` */
    Packed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.unreadable';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Too Many Requests, `request.too_many` */
    TooMany: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'request.too_many';
        } & components['schemas']['Problem'];
      };
    };
    /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown` */
    KeyTaken: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': {
          /** @enum {string} */
          key?: 'idempotency.other_request' | 'idempotency.working' | 'idempotency.outcome_unknown';
        } & components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getBookingPlans: {
    parameters: {
      query?: {
        state?: 'tentative' | 'final' | 'unplaced';
        moment?: 'arrives_today' | 'due_soon' | 'past_deadline';
        from?: string;
        to?: string;
        roomTypeId?: number;
        search?: string;
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlanPage'];
        };
      };
    };
  };
  getBookingPlansId: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OneBookingPlan'];
        };
      };
    };
  };
  getBookingPlansIdHistory: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanHistory'];
        };
      };
    };
  };
  getAssignmentRuns: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AssignmentRuns'];
        };
      };
    };
  };
  getScreensList: {
    parameters: {
      query?: {
        state?: 'tentative' | 'final' | 'unplaced';
        moment?: 'arrives_today' | 'due_soon' | 'past_deadline';
        from?: string;
        to?: string;
        roomTypeId?: number;
        search?: string;
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListScreen'];
        };
      };
    };
  };
  getScreensBoard: {
    parameters: {
      query?: {
        from?: string;
        nights?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BoardScreen'];
        };
      };
    };
  };
  getRoomConflicts: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RoomConflict'][];
          };
        };
      };
    };
  };
  getEarlyDepartures: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['EarlyDeparture'][];
          };
        };
      };
    };
  };
  getNotArrived: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['NotArrived'][];
            unplanned: components['schemas']['NotArrivedUnplanned'][];
          };
        };
      };
    };
  };
  getPool: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PoolSummary'];
        };
      };
    };
  };
  getBoard: {
    parameters: {
      query: {
        from: string;
        nights?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Board'];
        };
      };
    };
  };
  postBookingPlansIdFinalRoom: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.plan_has_no_room`, `pool.room_held_by_other`, `pool.room_off_sale` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.plan_has_no_room'
              | 'pool.room_held_by_other'
              | 'pool.room_off_sale';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdHold: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.plan_has_room`, `pool.nothing_fits`, `pool.not_planned` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.plan_has_room'
              | 'pool.nothing_fits'
              | 'pool.not_planned';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdEndHold: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.plan_has_room`, `pool.nothing_held` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.plan_has_room'
              | 'pool.nothing_held';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postRoomConflictsIdAccept: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.conflict_unknown`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.conflict_unknown' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.conflict_settled`, `pool.proposal_gone` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.conflict_settled'
              | 'pool.proposal_gone';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdReleaseNights: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /**
           * Format: date
           * @description The first night to be freed; default: all that may be
           */
          from?: string;
          /**
           * @description charged: the PMS bills the nights (full fee); waived: it does not
           * @enum {string}
           */
          fee: 'charged' | 'waived';
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.nothing_to_release`, `pool.night_not_to_release` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.nothing_to_release'
              | 'pool.night_not_to_release';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  getBookingPlansIdRooms: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoomChoices'];
        };
      };
    };
  };
  postBookingPlansIdMove: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          roomId: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown`, `pool.room_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown' | 'pool.room_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.nothing_to_move`, `pool.guest_in_house`, `pool.target_off_sale`, `pool.already_there`, `pool.room_taken`, `pool.room_taken_in_pms`, `pool.cannot_move_now` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.nothing_to_move'
              | 'pool.guest_in_house'
              | 'pool.target_off_sale'
              | 'pool.already_there'
              | 'pool.room_taken'
              | 'pool.room_taken_in_pms'
              | 'pool.cannot_move_now';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdExchange: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /** @description The other stay, as it was seen */
          with: {
            id: number;
            version: number;
          };
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown`, `pool.room_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown' | 'pool.room_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.pms_locked`, `pool.nothing_to_move`, `pool.guest_in_house`, `pool.target_off_sale`, `pool.already_there`, `pool.room_taken`, `pool.room_taken_in_pms`, `pool.cannot_move_now`, `pool.same_booking` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.pms_locked'
              | 'pool.nothing_to_move'
              | 'pool.guest_in_house'
              | 'pool.target_off_sale'
              | 'pool.already_there'
              | 'pool.room_taken'
              | 'pool.room_taken_in_pms'
              | 'pool.cannot_move_now'
              | 'pool.same_booking';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdTakeFinalBack: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.not_final`, `pool.final_in_house`, `pool.final_while_off`, `pool.final_by_mode`, `pool.final_for_day_use`, `pool.arrives_too_soon` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.not_final'
              | 'pool.final_in_house'
              | 'pool.final_while_off'
              | 'pool.final_by_mode'
              | 'pool.final_for_day_use'
              | 'pool.arrives_too_soon';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdLock: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /**
           * @description お部屋番号案内済み: the guest knows the number
           * @default false
           */
          toldGuest?: boolean;
          /** @description Why, in own words */
          reason?: string;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.nothing_to_lock` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.nothing_to_lock';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdUnlock: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.not_locked` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.not_locked';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdRefuseUpgrade: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          roomTypeId: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.plan_has_room` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.plan_has_room';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  postBookingPlansIdProposeUpgradeAgain: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          roomTypeId: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `pool.plan_changed`, `pool.plan_has_room` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'pool.plan_changed'
              | 'pool.plan_has_room';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BookingPlan'];
        };
      };
    };
  };
  getSalesToStop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalesToStop'];
        };
      };
    };
  };
  postSalesToStopStop: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          roomTypeId: number;
          /** Format: date */
          from: string;
          nights: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.type_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalesToStop'];
        };
      };
    };
  };
  postSalesToStopResume: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          roomTypeId: number;
          /** Format: date */
          from: string;
          nights: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.type_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalesToStop'];
        };
      };
    };
  };
  putOverbookingAllowances: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          roomTypeId: number;
          stays: number;
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.type_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalesToStop'];
        };
      };
    };
  };
  getGuests: {
    parameters: {
      query: {
        /** @description Ids of booking plans with commas between them, at most 100 */
        plans: string;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['GuestOfStay'][];
          };
        };
      };
    };
  };
  postBookingPlansIdRoomNotes: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          roomId: number;
          /**
           * @description wish: 希望の部屋; avoid: 不可の部屋
           * @enum {string}
           */
          kind: 'wish' | 'avoid';
          /** @description What staff say of it; left out: nothing */
          text?: string | null;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `guests.room_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.invalid' | 'request.unreadable' | 'request.clerk_missing' | 'guests.room_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `pool.plan_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'pool.plan_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `guests.not_known`, `guests.noted_already`, `guests.too_many_notes` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'guests.not_known'
              | 'guests.noted_already'
              | 'guests.too_many_notes';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      /** @description Service Unavailable, `request.busy`, `request.database_away`, `request.installation`, `request.guard_silent`, `plugin.starting`, `plugin.failed`, `plugin.stopped`, `guests.key_missing` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.busy'
              | 'request.database_away'
              | 'request.installation'
              | 'request.guard_silent'
              | 'plugin.starting'
              | 'plugin.failed'
              | 'plugin.stopped'
              | 'guests.key_missing';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoomNote'];
        };
      };
    };
  };
  putRoomNotesId: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /**
           * @description wish: 希望の部屋; avoid: 不可の部屋
           * @enum {string}
           */
          kind: 'wish' | 'avoid';
          /** @description What staff say of it; left out: nothing */
          text?: string | null;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `guests.note_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'guests.note_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      /** @description Service Unavailable, `request.busy`, `request.database_away`, `request.installation`, `request.guard_silent`, `plugin.starting`, `plugin.failed`, `plugin.stopped`, `guests.key_missing` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.busy'
              | 'request.database_away'
              | 'request.installation'
              | 'request.guard_silent'
              | 'plugin.starting'
              | 'plugin.failed'
              | 'plugin.stopped'
              | 'guests.key_missing';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoomNote'];
        };
      };
    };
  };
  deleteRoomNotesId: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `guests.note_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'guests.note_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoomNote'];
        };
      };
    };
  };
  getRoomHierarchy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  putRoomHierarchy: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          relations: {
            fromTypeId: number;
            toTypeId: number;
            /** @default 0 */
            priority?: number;
            /** @default true */
            active?: boolean;
            /**
             * @default automatic
             * @enum {string}
             */
            policy?: 'automatic' | 'suggest' | 'never';
            /** @default null */
            costPerNight?: number | null;
            /** @default false */
            sameBedCount?: boolean;
          }[];
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  postRoomHierarchyValidate: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          relations: {
            fromTypeId: number;
            toTypeId: number;
            /** @default 0 */
            priority?: number;
            /** @default true */
            active?: boolean;
            /**
             * @default automatic
             * @enum {string}
             */
            policy?: 'automatic' | 'suggest' | 'never';
            /** @default null */
            costPerNight?: number | null;
            /** @default false */
            sameBedCount?: boolean;
          }[];
          rules?: {
            maxUpgradeLevels: number;
            priceDifferenceLimit: number | null;
          };
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            problems: components['schemas']['HierarchyProblem'][];
          };
        };
      };
    };
  };
  getRoomHierarchyHistory: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyChangePage'];
        };
      };
    };
  };
  getRoomHierarchyPaths: {
    parameters: {
      query: {
        from: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `hierarchy.type_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'hierarchy.type_not_found';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UpgradePaths'];
        };
      };
    };
  };
  getRoomHierarchyBest: {
    parameters: {
      query: {
        from: number;
        checkIn: string;
        checkOut: string;
        people?: number;
        nonSmoking?: 'true' | 'false';
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Bad Request, `request.invalid`, `hierarchy.dates_reversed` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.invalid' | 'hierarchy.dates_reversed';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `hierarchy.type_not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'hierarchy.type_not_found';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BestUpgrade'];
        };
      };
    };
  };
  postRoomHierarchyRelations: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          fromTypeId: number;
          toTypeId: number;
          /** @default 0 */
          priority?: number;
          /** @default true */
          active?: boolean;
          /**
           * @default automatic
           * @enum {string}
           */
          policy?: 'automatic' | 'suggest' | 'never';
          /** @default null */
          costPerNight?: number | null;
          /** @default false */
          sameBedCount?: boolean;
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit`, `hierarchy.relation_exists` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit'
              | 'hierarchy.relation_exists';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  putRoomHierarchyRelationsFromTo: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        from: number;
        to: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          priority: number;
          active: boolean;
          /** @enum {string} */
          policy: 'automatic' | 'suggest' | 'never';
          costPerNight: number | null;
          sameBedCount: boolean;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `hierarchy.type_not_found`, `hierarchy.relation_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'hierarchy.type_not_found' | 'hierarchy.relation_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  deleteRoomHierarchyRelationsFromTo: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        from: number;
        to: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `hierarchy.type_not_found`, `hierarchy.relation_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'hierarchy.type_not_found' | 'hierarchy.relation_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  putRoomHierarchyRules: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          maxUpgradeLevels: number;
          priceDifferenceLimit: number | null;
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  postRoomHierarchyUndo: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          change?: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `hierarchy.levels_out_of_range`, `hierarchy.limit_out_of_range`, `hierarchy.priority_out_of_range`, `hierarchy.cost_out_of_range`, `hierarchy.self`, `hierarchy.duplicate`, `hierarchy.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'hierarchy.levels_out_of_range'
              | 'hierarchy.limit_out_of_range'
              | 'hierarchy.priority_out_of_range'
              | 'hierarchy.cost_out_of_range'
              | 'hierarchy.self'
              | 'hierarchy.duplicate'
              | 'hierarchy.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `hierarchy.change_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'hierarchy.change_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `hierarchy.cycle`, `hierarchy.type_inactive`, `hierarchy.type_without_capacity`, `hierarchy.cost_over_limit`, `hierarchy.nothing_to_undo`, `hierarchy.undo_impossible` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'hierarchy.cycle'
              | 'hierarchy.type_inactive'
              | 'hierarchy.type_without_capacity'
              | 'hierarchy.cost_over_limit'
              | 'hierarchy.nothing_to_undo'
              | 'hierarchy.undo_impossible';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HierarchyGraph'];
        };
      };
    };
  };
  getImportsSchedule: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlannedTryPage'];
        };
      };
    };
  };
  postImportsMessagesIdRetry: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked`, `imports.newer_applied`, `imports.newer_rejected` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked'
              | 'imports.newer_applied'
              | 'imports.newer_rejected';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  getImportsMessages: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
        state?: 'held' | 'failed' | 'waiting' | 'done' | 'attention';
        bookingNumber?: string;
        reservationId?: string;
        search?: string;
        /** @description true: only messages with warnings, in whatever state unless one is named */
        withWarnings?: 'true' | 'false';
        /** @description Done ones, and those with warnings alone, come newest first in any case */
        sort?: 'urgency' | 'received' | 'check_in' | 'next_attempt';
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportMessagePage'];
        };
      };
    };
  };
  getImportsMessagesId: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportMessageDetail'];
        };
      };
    };
  };
  getImportsMessagesIdRooms: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportMessageRooms'];
        };
      };
    };
  };
  getImportsMessagesIdText: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown`, `imports.text_purged` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown' | 'imports.text_purged';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportMessageText'];
        };
      };
    };
  };
  getImportsOpenBookings: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenBookings'];
        };
      };
    };
  };
  getImportsStaysWithoutRoom: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StaysWithoutRoom'];
        };
      };
    };
  };
  postImportsMessagesIdImport: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          choices: (
            | {
                slot: number;
                roomId: number;
              }
            | {
                slot: number;
                roomTypeId: number;
              }
          )[];
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `imports.slot_unknown`, `imports.room_unknown`, `imports.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'imports.slot_unknown'
              | 'imports.room_unknown'
              | 'imports.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked`, `imports.newer_applied`, `imports.newer_rejected` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked'
              | 'imports.newer_applied'
              | 'imports.newer_rejected';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  postImportsMessagesIdEdit: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          guestName?: string;
          guestKana?: string;
          /** Format: date */
          checkIn?: string;
          /** Format: date */
          checkOut?: string;
          people?: number;
          /** @description All rooms of the booking, each with all its nights */
          rooms?: {
            /** Format: date */
            date: string;
            roomCode: string;
            people: number;
            price: number;
          }[][];
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `import.failure.xml_malformed`, `import.failure.xml_too_large`, `import.failure.wrong_root`, `import.failure.data_id_missing`, `import.failure.id_too_long`, `import.failure.classification_unknown`, `import.failure.booking_number_missing`, `import.failure.name_missing`, `import.failure.date_missing`, `import.failure.date_invalid`, `import.failure.dates_reversed`, `import.failure.rooms_missing`, `import.failure.nights_incomplete`, `import.failure.people_invalid`, `import.failure.price_invalid` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'import.failure.xml_malformed'
              | 'import.failure.xml_too_large'
              | 'import.failure.wrong_root'
              | 'import.failure.data_id_missing'
              | 'import.failure.id_too_long'
              | 'import.failure.classification_unknown'
              | 'import.failure.booking_number_missing'
              | 'import.failure.name_missing'
              | 'import.failure.date_missing'
              | 'import.failure.date_invalid'
              | 'import.failure.dates_reversed'
              | 'import.failure.rooms_missing'
              | 'import.failure.nights_incomplete'
              | 'import.failure.people_invalid'
              | 'import.failure.price_invalid';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked`, `imports.newer_applied`, `imports.newer_rejected` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked'
              | 'imports.newer_applied'
              | 'imports.newer_rejected';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  postImportsMessagesIdAccept: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /** @description As the message was told with it */
          seen?: string | null;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked`, `imports.newer_applied`, `imports.newer_rejected`, `imports.edited_meanwhile` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked'
              | 'imports.newer_applied'
              | 'imports.newer_rejected'
              | 'imports.edited_meanwhile';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  postImportsMessagesIdReject: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          reason: string;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  postImportsMessagesIdResolve: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /** @enum {string} */
          resolution: 'entered_by_hand' | 'done_in_pms' | 'housed_elsewhere' | 'cancellation_requested';
          /** Format: uuid */
          reservationId?: string;
          where?: string;
          who?: string;
          note?: string;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown`, `imports.reservation_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown' | 'imports.reservation_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked`, `imports.reservation_of_other_booking`, `imports.reservation_cancelled`, `imports.number_taken` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked'
              | 'imports.reservation_of_other_booking'
              | 'imports.reservation_cancelled'
              | 'imports.number_taken';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  postImportsMessagesIdIgnore: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          reason: string;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.message_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.message_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.not_possible`, `imports.being_applied`, `imports.pms_locked` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.not_possible'
              | 'imports.being_applied'
              | 'imports.pms_locked';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportCommandOutcome'];
        };
      };
    };
  };
  getMappings: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Mappings'];
        };
      };
    };
  };
  postMappings: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default null */
          agency?: string | null;
          code: string;
          typeId: number;
          /** @enum {string} */
          smoking: 'smoking' | 'non_smoking' | 'unspecified';
          /** @default [] */
          attributes?: string[];
          /** @default true */
          active?: boolean;
          /** @default false */
          confirmOverride?: boolean;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `mapping.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.invalid' | 'request.unreadable' | 'request.clerk_missing' | 'mapping.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `mapping.type_not_sold`, `mapping.overrides_master`, `mapping.exists`, `mapping.exists_for_any`, `mapping.too_many` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'mapping.type_not_sold'
              | 'mapping.overrides_master'
              | 'mapping.exists'
              | 'mapping.exists_for_any'
              | 'mapping.too_many';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MappingEdit'];
        };
      };
    };
  };
  getMappingsIdHistory: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `mapping.unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'mapping.unknown';
          } & components['schemas']['Problem'];
        };
      };
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MappingChangePage'];
        };
      };
    };
  };
  postMappingsPreview: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @default null */
          agency?: string | null;
          code: string;
          typeId: number;
          /** @enum {string} */
          smoking: 'smoking' | 'non_smoking' | 'unspecified';
          /** @default [] */
          attributes?: string[];
          /** @default true */
          active?: boolean;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MappingPreview'];
        };
      };
    };
  };
  putMappingsId: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /** @default false */
          confirmOverride?: boolean;
          typeId: number;
          /** @enum {string} */
          smoking: 'smoking' | 'non_smoking' | 'unspecified';
          attributes: string[];
          active: boolean;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `mapping.type_unknown` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.invalid' | 'request.unreadable' | 'request.clerk_missing' | 'mapping.type_unknown';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `mapping.unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'mapping.unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `mapping.type_not_sold`, `mapping.overrides_master`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'mapping.type_not_sold'
              | 'mapping.overrides_master'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MappingEdit'];
        };
      };
    };
  };
  deleteMappingsId: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `mapping.unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'mapping.unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MappingEdit'];
        };
      };
    };
  };
  getImportsStatistics: {
    parameters: {
      query: {
        from: string;
        to: string;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportStatistics'];
        };
      };
    };
  };
  getImportsHealth: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportHealth'];
        };
      };
    };
  };
  getImportsDashboard: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportDashboard'];
        };
      };
    };
  };
  postImportsReconcile: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReconciliationRunRequested'];
        };
      };
    };
  };
  getImportsReconciliation: {
    parameters: {
      query?: {
        page?: number;
        pageSize?: number;
        state?: 'open' | 'dismissed' | 'settled';
        kind?:
          | 'missing_in_pms'
          | 'cancelled_in_pms'
          | 'cancelled_by_agency'
          | 'doubled'
          | 'stay_differs'
          | 'charged_night'
          | 'plan_without_reservation'
          | 'reservation_without_plan'
          | 'report_numbers_missing';
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Reconciliation'];
        };
      };
    };
  };
  postImportsReconciliationIdDismiss: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: number;
          /** @enum {string} */
          reason: 'agreed_with_guest' | 'agreed_with_agency' | 'done_elsewhere' | 'no_problem';
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      /** @description Not Found, `request.unknown_hotel`, `imports.finding_unknown` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?: 'request.unknown_hotel' | 'imports.finding_unknown';
          } & components['schemas']['Problem'];
        };
      };
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `imports.finding_settled`, `version.changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'imports.finding_settled'
              | 'version.changed';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReconciliationFinding'];
        };
      };
    };
  };
  getImportsReception: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Reception'];
        };
      };
    };
  };
  postImportsReleaseFetching: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `imports.not_held`, `imports.not_compared` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'imports.not_held'
              | 'imports.not_compared';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Reception'];
        };
      };
    };
  };
  postImportsFetchNow: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `imports.no_login`, `imports.fetching_held` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'imports.no_login'
              | 'imports.fetching_held';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GrantedFetch'];
        };
      };
    };
  };
  getImportsSettings: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportSettings'];
        };
      };
    };
  };
  putImportsSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          appliedAutomatically?:
            | (
                | 'after_check_in'
                | 'reservation_cancelled'
                | 'edited_by_hand'
                | 'rooms_of_group_changed'
                | 'room_type_changes'
              )[]
            | null;
          frequentHours?: {
            /** @example 07:00 */
            from: string;
            /** @example 07:00 */
            until: string;
          } | null;
          frequentSeconds?: number | null;
          offHoursSeconds?: number | null;
          changeWaitMinutes?: number | null;
          arrivalWaitMinutes?: number | null;
          cancellationWaitHours?: number | null;
          smokingDefault?: ('smoking' | 'non_smoking') | null;
          childrenWithBed?: ('A' | 'B' | 'C' | 'D' | 'other')[] | null;
          dayUseHours?: {
            /** @example 07:00 */
            from: string;
            /** @example 07:00 */
            until: string;
          } | null;
          agencyAliases?: string[][] | null;
          holdsWhatFits?: boolean | null;
          sharedLogins?: boolean | null;
          version: number;
          /**
           * @default leave
           * @enum {string}
           */
          heldAlready?: 'apply' | 'leave';
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      /** @description Bad Request, `request.invalid`, `request.unreadable`, `request.clerk_missing`, `imports.settings.too_often`, `imports.settings.off_hours_shorter`, `imports.settings.one_name`, `imports.settings.no_name`, `imports.settings.day_use_ends_first` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'request.invalid'
              | 'request.unreadable'
              | 'request.clerk_missing'
              | 'imports.settings.too_often'
              | 'imports.settings.off_hours_shorter'
              | 'imports.settings.one_name'
              | 'imports.settings.no_name'
              | 'imports.settings.day_use_ends_first';
          } & components['schemas']['Problem'];
        };
      };
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      /** @description Conflict, `idempotency.other_request`, `idempotency.working`, `idempotency.outcome_unknown`, `version.changed`, `imports.settings.joins_mappings` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            key?:
              | 'idempotency.other_request'
              | 'idempotency.working'
              | 'idempotency.outcome_unknown'
              | 'version.changed'
              | 'imports.settings.joins_mappings';
          } & components['schemas']['Problem'];
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportSettingsEdit'];
        };
      };
    };
  };
  getLoad: {
    parameters: {
      query?: {
        /** @description Up to now */
        hours?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HotelLoad'];
        };
      };
    };
  };
  getJobsStops: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobStops'];
        };
      };
    };
  };
  postJobsStop: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          job: 'assignment-run' | 'confirm' | 'fetch-now' | 'import' | 'reconcile' | 'wake-waiting';
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobStops'];
        };
      };
    };
  };
  postJobsGo: {
    parameters: {
      query?: never;
      header?: {
        /** @description One effect per key. May also be sent as `idempotencyKey` in the body. */
        'Idempotency-Key'?: string;
      };
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          job: 'assignment-run' | 'confirm' | 'fetch-now' | 'import' | 'reconcile' | 'wake-waiting';
          idempotencyKey?: string;
          /** @description 担当者: name or initials of who gives the command, where the hotel’s logins are shared (its setting `sharedLogins`); else not kept */
          clerk?: string;
        };
      };
    };
    responses: {
      400: components['responses']['InvalidCommand'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      409: components['responses']['KeyTaken'];
      413: components['responses']['TooLarge'];
      415: components['responses']['Packed'];
      421: components['responses']['OtherDatabase'];
      429: components['responses']['TooMany'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobStops'];
        };
      };
    };
  };
  getAuditLog: {
    parameters: {
      query: {
        from: string;
        to: string;
        /** @description What was acted on, e.g. `booking-plan:12`, or all of a kind: `guest-note` */
        subject?: string;
        /** @description `next` of the page before */
        after?: number;
        pageSize?: number;
      };
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditLog'];
        };
      };
    };
  };
  getHealthReport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        hotelId: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      400: components['responses']['InvalidQuestion'];
      401: components['responses']['Unsigned'];
      403: components['responses']['Forbidden'];
      404: components['responses']['UnknownHotel'];
      421: components['responses']['OtherDatabase'];
      500: components['responses']['Failed'];
      503: components['responses']['Unavailable'];
      /** @description Done */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthReport'];
        };
      };
    };
  };
}
