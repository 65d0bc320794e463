// How every program is started: no signal blocked, none ignored, none of our descriptors from 3 on.
#pragma once
#include <signal.h>
#include <spawn.h>

// Prepares both; `flags` is added to the signal flags. Undone by cposix_spawn_done.
static inline void cposix_spawn_begin(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes,
                                      short flags) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(actions);
  posix_spawnattr_init(attributes);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setflags(attributes, (short)(flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
}

static inline void cposix_spawn_done(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes) {
  posix_spawn_file_actions_destroy(actions);
  posix_spawnattr_destroy(attributes);
}
