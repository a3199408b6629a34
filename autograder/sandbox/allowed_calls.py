"""Which system calls a sandboxed kernel may make, by their names; what is in no list does not exist there."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whatever their arguments, these touch only the process itself, or files that Landlock watches.
ALLOWED = _names(
    """
    read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 lseek close close_range dup dup2 dup3 pipe
    pipe2 fstat stat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat getcwd chdir
    fchdir umask getdents getdents64 mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 symlink symlinkat
    link linkat creat ftruncate fallocate fsync fdatasync sync_file_range flock fadvise64 sendfile copy_file_range
    splice tee readahead mmap munmap mprotect mremap msync madvise mincore brk mlock munlock mlock2 futex futex_waitv
    set_robust_list rseq membarrier gettid getpid getppid getuid geteuid getgid getegid getresuid getresgid getgroups
    getpgrp getpgid getsid rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend
    sigaltstack pause alarm setitimer getitimer signalfd signalfd4 eventfd eventfd2 timerfd_create timerfd_settime
    timerfd_gettime timer_create timer_settime timer_gettime timer_getoverrun timer_delete poll ppoll select pselect6
    epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 clock_gettime clock_getres clock_nanosleep
    nanosleep gettimeofday time times getrusage getrlimit setrlimit sysinfo uname getcpu sched_yield sched_getaffinity
    sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval getpriority
    getrandom exit exit_group restart_syscall wait4 waitid arch_prctl set_tid_address capget accept accept4 recvfrom
    recvmsg getsockname getpeername getsockopt shutdown
    """
)

# Known, and refused with "Operation not permitted": other processes, other memory, other rights, the machine itself.
FORBIDDEN = _names(
    """
    fork vfork execve execveat ptrace process_vm_readv process_vm_writev process_madvise process_mrelease pidfd_open
    pidfd_getfd pidfd_send_signal kcmp tkill rt_sigqueueinfo rt_tgsigqueueinfo setsid setpgid sched_setparam
    sched_setattr ioprio_set migrate_pages move_pages keyctl add_key request_key bpf perf_event_open
    userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup memfd_create memfd_secret shmget shmat shmctl
    shmdt msgget msgsnd msgrcv msgctl semget semop semctl semtimedop mq_open mq_unlink mq_timedsend mq_timedreceive
    mq_notify mq_getsetattr mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick
    mount_setattr unshare setns setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    personality modify_ldt iopl ioperm swapon swapoff reboot kexec_load kexec_file_load init_module finit_module
    delete_module acct quotactl quotactl_fd syslog sethostname setdomainname settimeofday clock_settime adjtimex
    clock_adjtime mknod mknodat name_to_handle_at open_by_handle_at fanotify_init fanotify_mark inotify_init
    inotify_init1 inotify_add_watch vhangup sync syncfs vmsplice sendmsg sendmmsg landlock_create_ruleset
    landlock_add_rule landlock_restrict_self
    """
)

# A file system without extended attributes answers so, and shutil takes it for that.
UNSUPPORTED = _names(
    """
    setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr
    fremovexattr
    """
)

# Landlock does not watch these. Where the instructor's own files are in reach they do nothing, and say that all is
# well, so that copying a file goes on working.
FILE_STATUS = _names(
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat"
)

# The C library does without these: their arguments lie in memory that a filter cannot read.
UNKNOWN = _names("clone3 openat2")

# libzmq asks for the priority that its threads have anyway, and ends the process when that is refused: it does nothing,
# and says that all is well.
WITHOUT_EFFECT = _names("sched_setscheduler")

# These depend on their arguments: see seccomp.py.
JUDGED = _names(
    """
    open openat truncate clone kill tgkill prctl fcntl ioctl setsockopt sendto socket socketpair bind connect listen
    prlimit64 sched_setaffinity setpriority seccomp
    """
)
